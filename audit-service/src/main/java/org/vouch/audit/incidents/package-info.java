/** Alerts that belong together: the accounts and the people of one ring in one place. */
@NullMarked
package org.vouch.audit.incidents;

import org.jspecify.annotations.NullMarked;
