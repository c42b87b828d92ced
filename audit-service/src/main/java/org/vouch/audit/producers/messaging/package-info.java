/** What this service itself told the others, as they hear it. */
@NullMarked
package org.vouch.audit.producers.messaging;

import org.jspecify.annotations.NullMarked;
