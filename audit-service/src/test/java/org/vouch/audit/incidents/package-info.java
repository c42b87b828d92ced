/** Tests of incidents. */
@NullMarked
package org.vouch.audit.incidents;

import org.jspecify.annotations.NullMarked;
