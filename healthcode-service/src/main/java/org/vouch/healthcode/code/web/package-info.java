/** A person's own code over HTTP. */
@NullMarked
package org.vouch.healthcode.code.web;

import org.jspecify.annotations.NullMarked;
