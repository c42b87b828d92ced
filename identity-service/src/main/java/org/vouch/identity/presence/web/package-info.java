/** Presence checks over HTTP. */
@NullMarked
package org.vouch.identity.presence.web;

import org.jspecify.annotations.NullMarked;
