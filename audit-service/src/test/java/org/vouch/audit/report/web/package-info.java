/** Tests. */
@NullMarked
package org.vouch.audit.report.web;

import org.jspecify.annotations.NullMarked;
