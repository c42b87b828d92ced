package org.vouch.local.story;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How the story is played.
 *
 * @param patience for how long a call is made again that found no service, or one that asks to come back later (503);
 *     always the same request, with the same {@code Idempotency-Key}
 * @param at called at each moment, before the next call
 */
record Pace(Duration patience, Consumer<Moment> at) {

    /** Every call is made once, and nothing happens in between. */
    static Pace undisturbed() {
        return new Pace(Duration.ZERO, moment -> {});
    }
}
