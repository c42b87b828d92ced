@NullMarked
package org.vouch.identity;

import org.jspecify.annotations.NullMarked;
