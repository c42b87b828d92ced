/** Passes, and what an offline verifier needs, over HTTP. */
@NullMarked
package org.vouch.healthcode.pass.web;

import org.jspecify.annotations.NullMarked;
