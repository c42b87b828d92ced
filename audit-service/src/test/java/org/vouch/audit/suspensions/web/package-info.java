/** Tests. */
@NullMarked
package org.vouch.audit.suspensions.web;

import org.jspecify.annotations.NullMarked;
