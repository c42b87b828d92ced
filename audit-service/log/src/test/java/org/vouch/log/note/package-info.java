@NullMarked
package org.vouch.log.note;

import org.jspecify.annotations.NullMarked;
