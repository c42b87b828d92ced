@NullMarked
package org.vouch.identity.counter;

import org.jspecify.annotations.NullMarked;
