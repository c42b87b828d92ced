/** Dependants over HTTP. */
@NullMarked
package org.vouch.healthcode.dependant.web;

import org.jspecify.annotations.NullMarked;
