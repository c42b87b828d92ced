@NullMarked
package org.vouch.identity.vault;

import org.jspecify.annotations.NullMarked;
