@NullMarked
package org.vouch.local.gateway;

import org.jspecify.annotations.NullMarked;
