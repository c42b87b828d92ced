/** Tests of the key files. */
@NullMarked
package org.vouch.local.keys;

import org.jspecify.annotations.NullMarked;
