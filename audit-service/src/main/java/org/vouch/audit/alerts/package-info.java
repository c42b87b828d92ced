/** What a rule saw, kept with its evidence until an auditor decides. */
@NullMarked
package org.vouch.audit.alerts;

import org.jspecify.annotations.NullMarked;
