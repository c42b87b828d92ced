@NullMarked
package org.vouch.log.witness;

import org.jspecify.annotations.NullMarked;
