@NullMarked
package org.vouch.audit.client.tracing;

import org.jspecify.annotations.NullMarked;
