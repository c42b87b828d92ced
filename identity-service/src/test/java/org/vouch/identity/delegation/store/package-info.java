@NullMarked
package org.vouch.identity.delegation.store;

import org.jspecify.annotations.NullMarked;
