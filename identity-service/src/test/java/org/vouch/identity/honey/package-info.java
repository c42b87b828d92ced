/** Tests of honey documents. */
@NullMarked
package org.vouch.identity.honey;

import org.jspecify.annotations.NullMarked;
