/** What a helper sees of those for whom they may act. */
@NullMarked
package org.vouch.healthcode.dependant;

import org.jspecify.annotations.NullMarked;
