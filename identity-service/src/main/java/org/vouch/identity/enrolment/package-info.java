/** A person joins: document, registry portrait and face agree. */
@NullMarked
package org.vouch.identity.enrolment;

import org.jspecify.annotations.NullMarked;
