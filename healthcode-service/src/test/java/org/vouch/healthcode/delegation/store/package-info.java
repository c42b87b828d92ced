@NullMarked
package org.vouch.healthcode.delegation.store;

import org.jspecify.annotations.NullMarked;
