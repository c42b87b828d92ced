/** A person's colour, read and kept up to date. */
@NullMarked
package org.vouch.healthcode.code;

import org.jspecify.annotations.NullMarked;
