/** Tests of shields. */
@NullMarked
package org.vouch.audit.shields;

import org.jspecify.annotations.NullMarked;
