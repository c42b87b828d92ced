package org.vouch.identity.face.challenge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the person before the camera is asked to do, in this order; the first step is always a neutral look. */
public record Challenge(List<Action> actions) {
    private static final int RANDOM_ACTIONS = 2;

    /** One thing to do, with the name that callers of the API see. */
    public enum Action {
        NEUTRAL,
        TURN_LEFT,
        TURN_RIGHT,
        OPEN_MOUTH,
        BLINK;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Action> named(String wire) {
            return Stream.of(values())
                    .filter(action -> action.wire().equals(wire))
                    .findFirst();
        }
    }

    /** An action and its place, from 0. */
    public record Step(int step, Action action) {}

    public Challenge {
        actions = List.copyOf(actions);
        if (actions.isEmpty() || actions.get(0) != Action.NEUTRAL) {
            throw new IllegalArgumentException("a challenge begins with a neutral look");
        }
    }

    /** A neutral look and two different actions: one of twelve, each as likely as the others. */
    public static Challenge random(Random random) {
        var actions = new ArrayList<>(List.of(Action.values()));
        actions.remove(Action.NEUTRAL);
        Collections.shuffle(actions, random);
        actions.add(0, Action.NEUTRAL);
        return new Challenge(actions.subList(0, 1 + RANDOM_ACTIONS));
    }

    public List<Step> steps() {
        return IntStream.range(0, actions.size())
                .mapToObj(step -> new Step(step, actions.get(step)))
                .toList();
    }

    public boolean asks(int step) {
        return step >= 0 && step < actions.size();
    }
}
