/** Tests of the embedded servers on the real servers. */
@NullMarked
package org.vouch.embedded;

import org.jspecify.annotations.NullMarked;
