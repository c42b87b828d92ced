/** What services make of enforcements. */
@NullMarked
package org.vouch.audit.client.suspension;

import org.jspecify.annotations.NullMarked;
