/** Tells every service who is shielded. */
@NullMarked
package org.vouch.audit.shields.messaging;

import org.jspecify.annotations.NullMarked;
