@NullMarked
package org.vouch.log.edge;

import org.jspecify.annotations.NullMarked;
