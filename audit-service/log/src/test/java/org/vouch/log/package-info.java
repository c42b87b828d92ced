@NullMarked
package org.vouch.log;

import org.jspecify.annotations.NullMarked;
