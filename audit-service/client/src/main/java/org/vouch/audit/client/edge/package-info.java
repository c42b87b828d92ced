/** The outer edge of a service: problems, strict input, limits, caching. */
@NullMarked
package org.vouch.audit.client.edge;

import org.jspecify.annotations.NullMarked;
