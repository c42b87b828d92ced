/** Incidents, as auditors see them. */
@NullMarked
package org.vouch.audit.incidents.web;

import org.jspecify.annotations.NullMarked;
