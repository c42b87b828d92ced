/** A short, single-use session in which a face is shown and judged, before anybody asks whose it is. */
@NullMarked
package org.vouch.identity.facesession;

import org.jspecify.annotations.NullMarked;
