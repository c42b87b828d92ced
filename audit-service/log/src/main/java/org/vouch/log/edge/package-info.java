/** What the small processes share: files that survive a crash, and a small HTTP server. */
@NullMarked
package org.vouch.log.edge;

import org.jspecify.annotations.NullMarked;
