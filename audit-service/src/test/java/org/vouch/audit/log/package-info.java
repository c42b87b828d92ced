@NullMarked
package org.vouch.audit.log;

import org.jspecify.annotations.NullMarked;
