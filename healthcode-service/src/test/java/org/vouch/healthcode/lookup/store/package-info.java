@NullMarked
package org.vouch.healthcode.lookup.store;

import org.jspecify.annotations.NullMarked;
