/** Tests of what is said of the images. */
@NullMarked
package org.vouch.local.images;

import org.jspecify.annotations.NullMarked;
