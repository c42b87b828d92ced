@NullMarked
package org.vouch.log.tree;

import org.jspecify.annotations.NullMarked;
