/** Who is suddenly in demand, and so is looked at by nobody but clients until it is over. */
@NullMarked
package org.vouch.audit.shields;

import org.jspecify.annotations.NullMarked;
