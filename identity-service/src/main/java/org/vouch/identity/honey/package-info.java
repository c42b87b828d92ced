/** Documents that nobody holds: whoever tries one has it from a list. */
@NullMarked
package org.vouch.identity.honey;

import org.jspecify.annotations.NullMarked;
