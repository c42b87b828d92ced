/** Measures how well and how fast faces are told apart; prints, and keeps nothing. */
@NullMarked
package org.vouch.bench;

import org.jspecify.annotations.NullMarked;
