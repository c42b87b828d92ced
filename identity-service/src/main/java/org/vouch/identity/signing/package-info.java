/** The keys that sign tokens and presence proofs; nobody else has their private halves. */
@NullMarked
package org.vouch.identity.signing;

import org.jspecify.annotations.NullMarked;
