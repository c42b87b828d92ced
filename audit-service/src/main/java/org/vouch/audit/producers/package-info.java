/** Whether every producer of access records tells everything, unchanged, and at the time at which it happens. */
@NullMarked
package org.vouch.audit.producers;

import org.jspecify.annotations.NullMarked;
