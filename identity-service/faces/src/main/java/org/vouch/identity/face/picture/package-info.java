/** Photos from strangers: refused by their headers before they are decoded, upright, and overwritten after use. */
@NullMarked
package org.vouch.identity.face.picture;

import org.jspecify.annotations.NullMarked;
