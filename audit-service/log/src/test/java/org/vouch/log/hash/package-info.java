@NullMarked
package org.vouch.log.hash;

import org.jspecify.annotations.NullMarked;
