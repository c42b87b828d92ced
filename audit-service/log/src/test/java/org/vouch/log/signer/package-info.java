@NullMarked
package org.vouch.log.signer;

import org.jspecify.annotations.NullMarked;
