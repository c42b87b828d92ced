@NullMarked
package org.vouch.identity.delegation;

import org.jspecify.annotations.NullMarked;
