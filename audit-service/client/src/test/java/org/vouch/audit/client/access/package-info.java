/** Access records as they leave. */
@NullMarked
package org.vouch.audit.client.access;

import org.jspecify.annotations.NullMarked;
