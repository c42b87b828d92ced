/** Enrolment over HTTP. */
@NullMarked
package org.vouch.identity.enrolment.web;

import org.jspecify.annotations.NullMarked;
