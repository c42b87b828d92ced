/** Published rules: facts and a time in, a colour with its reasons out; nothing else decides a colour. */
@NullMarked
package org.vouch.healthcode.policy;

import org.jspecify.annotations.NullMarked;
