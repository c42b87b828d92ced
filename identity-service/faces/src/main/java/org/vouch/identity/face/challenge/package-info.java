/** What a person before the camera is asked to do, and whether frames show it; pure rules over what was read of them. */
@NullMarked
package org.vouch.identity.face.challenge;

import org.jspecify.annotations.NullMarked;
