/** Whether Prometheus has an answer to everything that the dashboards ask. */
@NullMarked
package org.vouch.local.dashboards;

import org.jspecify.annotations.NullMarked;
