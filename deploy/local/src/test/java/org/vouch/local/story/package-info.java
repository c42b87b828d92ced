/** Tests of what the story is made of. */
@NullMarked
package org.vouch.local.story;

import org.jspecify.annotations.NullMarked;
