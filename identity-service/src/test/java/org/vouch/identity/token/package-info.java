@NullMarked
package org.vouch.identity.token;

import org.jspecify.annotations.NullMarked;
