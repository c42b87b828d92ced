@NullMarked
package org.vouch.identity.capture;

import org.jspecify.annotations.NullMarked;
