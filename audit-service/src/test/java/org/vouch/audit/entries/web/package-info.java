/** Tests. */
@NullMarked
package org.vouch.audit.entries.web;

import org.jspecify.annotations.NullMarked;
