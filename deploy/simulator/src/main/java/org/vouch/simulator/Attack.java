package org.vouch.simulator;

import java.util.List;

/** One incident: what it does on a day, and who is to blame for it. */
interface Attack {
    String incident();

    int pattern();

    List<String> requesters();

    void act(Day day);

    /** Whether a record that has its number is never sent; {@code when} counts from the beginning of the world. */
    default boolean suppresses(Day.Event event, long when) {
        return false;
    }

    /** By how much its producer's clock is wrong, in microseconds. */
    default long shifts(Day.Event event, long when) {
        return 0;
    }

    /** When it begins, from the beginning of the world; -1 where that is when its first record does. */
    default long from() {
        return -1;
    }

    default long until() {
        return -1;
    }
}
