/** The hashes of the tree: all that a checker shares with whoever writes the log. */
@NullMarked
package org.vouch.log.hash;

import org.jspecify.annotations.NullMarked;
