/** The civil registry over HTTP. */
@NullMarked
package org.vouch.identity.enrolment.registry;

import org.jspecify.annotations.NullMarked;
