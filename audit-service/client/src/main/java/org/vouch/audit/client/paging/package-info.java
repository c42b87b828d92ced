/** Lists, newest first, a page at a time. */
@NullMarked
package org.vouch.audit.client.paging;

import org.jspecify.annotations.NullMarked;
