package org.vouch.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A world from a seed and its parameters: the same bytes from the same two. One day is in memory at a time; records come in the
 * order in which they truly happen, whatever their producer's clock says.
 */
public final class Simulation {
    private final Parameters parameters;
    private final long seed;
    private final Town town;
    private final List<Attack> attacks;

    public Simulation(Parameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
        this.town = new Town(parameters, seed);
        this.attacks = Attacks.of(parameters, town, seed);
    }

    /** Of those who do anything; what they do may still be suppressed by another. */
    public List<Label> labels() {
        var labels = new ArrayList<Label>();
        for (var i = 0; i < attacks.size(); i++) {
            var attack = attacks.get(i);
            var from = attack.from() < 0 ? Long.MAX_VALUE : attack.from();
            var until = attack.until();
            var acting = new LinkedHashSet<String>();
            if (attack.from() >= 0) {
                acting.addAll(attack.requesters());
            }
            for (var number = 0; attack.from() < 0 && number < parameters.days(); number++) {
                for (var event : own(number, i).inOrder()) {
                    from = Math.min(from, number * Day.LENGTH + event.when());
                    until = Math.max(until, number * Day.LENGTH + event.when());
                    acting.add(event.actor().id());
                }
            }
            for (var requester : attack.requesters()) {
                if (acting.contains(requester)) {
                    labels.add(
                            new Label(requester, attack.incident(), attack.pattern(), instant(from), instant(until)));
                }
            }
        }
        return labels;
    }

    /** What one attack does on one day. */
    private Day own(int number, int attack) {
        var own = new Day(number, new SplittableRandom(seed * 1_000_033 + number * 10_007L + attack));
        attacks.get(attack).act(own);
        return own;
    }

    private Instant instant(long when) {
        return parameters.start().plus(when, ChronoUnit.MICROS);
    }

    /** What it is about and when it truly happens, in microseconds since 1970. */
    public record Happening(long truly, Access access) {}

    /** Once a simulation. */
    public void run(Consumer<Happening> to) {
        var start = ChronoUnit.MICROS.between(Instant.EPOCH, parameters.start());
        Map<String, Long> numbers = new HashMap<>();
        for (var number = 0; number < parameters.days(); number++) {
            var day = new Day(number, new SplittableRandom(seed * 1_000_003 + number));
            town.live(day);
            for (var i = 0; i < attacks.size(); i++) {
                day.join(own(number, i));
            }
            for (var event : day.inOrder()) {
                tell(event, start, number, numbers, to);
            }
        }
    }

    private void tell(Day.Event event, long start, int day, Map<String, Long> numbers, Consumer<Happening> to) {
        var when = day * Day.LENGTH + event.when();
        var number = numbers.merge(event.producer(), 1L, Long::sum);
        var shift = 0L;
        for (var attack : attacks) {
            if (attack.suppresses(event, when)) {
                return;
            }
            shift += attack.shifts(event, when);
        }
        var actor = event.actor();
        to.accept(new Happening(
                start + when,
                new Access(
                        event.id(),
                        start + when + shift,
                        event.producer(),
                        number,
                        actor.id(),
                        actor.kind(),
                        actor.label(),
                        event.subject(),
                        event.action(),
                        event.purpose(),
                        event.venue(),
                        event.refusal(),
                        event.proof())));
    }
}
