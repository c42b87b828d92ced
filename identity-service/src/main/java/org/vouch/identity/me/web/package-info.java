/** The person's own record over HTTP. */
@NullMarked
package org.vouch.identity.me.web;

import org.jspecify.annotations.NullMarked;
