/** Passes: signed, live for at most a minute, and unlinkable. */
@NullMarked
package org.vouch.healthcode.pass;

import org.jspecify.annotations.NullMarked;
