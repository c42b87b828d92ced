/** The process that signs the log, and cannot be made to sign two of them. */
@NullMarked
package org.vouch.log.signer;

import org.jspecify.annotations.NullMarked;
