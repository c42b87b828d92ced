/** Tests. */
@NullMarked
package org.vouch.audit.paging;

import org.jspecify.annotations.NullMarked;
