/** The story of the platform, played through its public HTTP API only. */
@NullMarked
package org.vouch.local.story;

import org.jspecify.annotations.NullMarked;
