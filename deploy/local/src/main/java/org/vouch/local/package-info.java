/** The one command: builds nothing itself, starts everything, plays the story, stops everything. */
@NullMarked
package org.vouch.local;

import org.jspecify.annotations.NullMarked;
