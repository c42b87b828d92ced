/** The Merkle tree of RFC 9162 and its tiles, without store, clock or network. */
@NullMarked
package org.vouch.log.tree;

import org.jspecify.annotations.NullMarked;
