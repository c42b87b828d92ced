/** Tests. */
@NullMarked
package org.vouch.audit.report;

import org.jspecify.annotations.NullMarked;
