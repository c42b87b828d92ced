@NullMarked
package org.vouch.identity.signing;

import org.jspecify.annotations.NullMarked;
