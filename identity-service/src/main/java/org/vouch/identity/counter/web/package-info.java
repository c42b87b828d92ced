/** The officer's counter over HTTP. */
@NullMarked
package org.vouch.identity.counter.web;

import org.jspecify.annotations.NullMarked;
