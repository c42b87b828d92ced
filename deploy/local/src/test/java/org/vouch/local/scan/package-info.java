@NullMarked
package org.vouch.local.scan;

import org.jspecify.annotations.NullMarked;
