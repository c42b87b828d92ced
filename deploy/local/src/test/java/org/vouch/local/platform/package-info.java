/** Tests of ports and processes. */
@NullMarked
package org.vouch.local.platform;

import org.jspecify.annotations.NullMarked;
