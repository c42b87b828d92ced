@NullMarked
package org.vouch.log.check;

import org.jspecify.annotations.NullMarked;
