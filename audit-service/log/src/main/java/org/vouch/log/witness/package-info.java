/** A process that cosigns only what goes on from what it cosigned before. */
@NullMarked
package org.vouch.log.witness;

import org.jspecify.annotations.NullMarked;
