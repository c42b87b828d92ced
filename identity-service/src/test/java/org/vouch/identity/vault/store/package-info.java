@NullMarked
package org.vouch.identity.vault.store;

import org.jspecify.annotations.NullMarked;
