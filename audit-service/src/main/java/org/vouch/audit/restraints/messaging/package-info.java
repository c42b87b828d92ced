/** Tells every service who is restrained. */
@NullMarked
package org.vouch.audit.restraints.messaging;

import org.jspecify.annotations.NullMarked;
