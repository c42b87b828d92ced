/** How the log's processes are called. */
@NullMarked
package org.vouch.audit.log.http;

import org.jspecify.annotations.NullMarked;
