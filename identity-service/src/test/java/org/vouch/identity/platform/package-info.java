@NullMarked
package org.vouch.identity.platform;

import org.jspecify.annotations.NullMarked;
