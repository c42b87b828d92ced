/** Sample subjects over HTTP, for testresult-service alone. */
@NullMarked
package org.vouch.healthcode.sampling.web;

import org.jspecify.annotations.NullMarked;
