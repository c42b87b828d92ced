/** Traces without people in them: where they go, from whom they are taken, and the little that a span may say. */
@NullMarked
package org.vouch.audit.client.tracing;

import org.jspecify.annotations.NullMarked;
