/** Facts about persons that other services learn: pseudonyms and times only. */
@NullMarked
package org.vouch.identity.event;

import org.jspecify.annotations.NullMarked;
