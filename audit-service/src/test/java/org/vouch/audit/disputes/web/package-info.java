/** Disputes from a person's click to the auditors and back to every service. */
@NullMarked
package org.vouch.audit.disputes.web;

import org.jspecify.annotations.NullMarked;
