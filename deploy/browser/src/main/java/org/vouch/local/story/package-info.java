/** The operations page as operators see it, played on the running platform in a real browser. */
@NullMarked
package org.vouch.local.story;

import org.jspecify.annotations.NullMarked;
