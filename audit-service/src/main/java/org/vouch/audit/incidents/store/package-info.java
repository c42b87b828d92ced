/** Incidents, read from the alerts that make them. */
@NullMarked
package org.vouch.audit.incidents.store;

import org.jspecify.annotations.NullMarked;
