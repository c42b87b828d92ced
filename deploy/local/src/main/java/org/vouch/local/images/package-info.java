/** What is in the images: under which licences. How they start is {@link org.vouch.local.platform.ImageStarts}. */
@NullMarked
package org.vouch.local.images;

import org.jspecify.annotations.NullMarked;
