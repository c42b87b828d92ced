/** Facts that other services learn: about persons, pseudonyms and times only; about tokens, whose are good no more. */
@NullMarked
package org.vouch.identity.event;

import org.jspecify.annotations.NullMarked;
