/** What was recorded about whom, and what of it a person sees about themselves. */
@NullMarked
package org.vouch.audit.entries;

import org.jspecify.annotations.NullMarked;
