/** Proxy lookups over HTTP. */
@NullMarked
package org.vouch.healthcode.lookup.web;

import org.jspecify.annotations.NullMarked;
