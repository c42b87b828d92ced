/** Tests of restraints. */
@NullMarked
package org.vouch.audit.restraints;

import org.jspecify.annotations.NullMarked;
