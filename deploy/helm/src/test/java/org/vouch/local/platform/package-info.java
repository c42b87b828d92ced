/** Beside the launcher's own package, whose programs the chart is compared with. */
@NullMarked
package org.vouch.local.platform;

import org.jspecify.annotations.NullMarked;
