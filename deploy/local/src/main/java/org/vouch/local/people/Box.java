package org.vouch.local.people;

import org.jspecify.annotations.Nullable;

/** A square of pixels in a sample photo; {@code x} and {@code y} are its upper left corner, {@code photo} may be left to the context. */
record Box(@Nullable String photo, int x, int y, int side) {}
