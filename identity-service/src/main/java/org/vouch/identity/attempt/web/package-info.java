/** An officer lets a closed face be tried again. */
@NullMarked
package org.vouch.identity.attempt.web;

import org.jspecify.annotations.NullMarked;
