/** What is told to other services. */
@NullMarked
package org.vouch.identity.event;

import org.jspecify.annotations.NullMarked;
