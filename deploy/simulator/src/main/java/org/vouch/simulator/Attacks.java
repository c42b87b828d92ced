package org.vouch.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The incidents of a world, by the patterns of THREATS.md. Each draws from a generator of its own. */
final class Attacks {
    private static final String HELP = "help";
    private static final int[] PATTERNS = {1, 2, 3, 4, 5, 9, 12, 13, 18, 19, 20};

    private final Parameters parameters;
    private final Town town;

    private Attacks(Parameters parameters, Town town) {
        this.parameters = parameters;
        this.town = town;
    }

    static List<Attack> of(Parameters parameters, Town town, long seed) {
        var attacks = new Attacks(parameters, town);
        var all = new ArrayList<Attack>();
        for (var pattern : PATTERNS) {
            for (var i = 0; i < parameters.whole("attacks." + pattern); i++) {
                var random = new SplittableRandom(seed * 31 + pattern * 1_000_003L + i);
                all.add(attacks.of(pattern, "p" + pattern + "-" + i, random));
            }
        }
        return all;
    }

    private Attack of(int pattern, String incident, SplittableRandom random) {
        return switch (pattern) {
            case 1 -> burst(incident, random);
            case 2 -> slow(incident, random);
            case 3 -> crowd(incident, random);
            case 4 -> ring(incident, random);
            case 5 -> enumeration(incident, random);
            case 9 -> replay(incident, random);
            case 12 -> random.nextInt(3) == 0 ? formerHelper(incident, random) : guardian(incident, random);
            case 13 -> relay(incident, random);
            case 18 -> suppression(incident, random);
            case 19 -> clock(incident, random);
            case 20 -> random.nextBoolean() ? doubling(incident, random) : desk(incident, random);
            default -> throw new IllegalArgumentException("pattern " + pattern);
        };
    }

    private int someDay(SplittableRandom random, int before) {
        return random.nextInt(Math.max(1, parameters.days() - before));
    }

    private Actor somebody(SplittableRandom random) {
        return Actor.resident(town.anybody(random));
    }

    /** What most attacks are: one account, on some days. */
    private interface Doing {
        void on(Day day);
    }

    private static Attack by(Actor actor, String incident, int pattern, Doing doing) {
        return by(List.of(actor), incident, pattern, doing);
    }

    private static Attack by(List<Actor> actors, String incident, int pattern, Doing doing) {
        var requesters = actors.stream().map(Actor::id).distinct().toList();
        return new Attack() {
            @Override
            public String incident() {
                return incident;
            }

            @Override
            public int pattern() {
                return pattern;
            }

            @Override
            public List<String> requesters() {
                return requesters;
            }

            @Override
            public void act(Day day) {
                doing.on(day);
            }
        };
    }

    /** 1: many people, one after the other, with proofs that hold. */
    private Attack burst(String incident, SplittableRandom random) {
        var actor = somebody(random);
        var on = someDay(random, 0);
        var subjects = parameters.between("p1.subjects", random);
        var minutes = parameters.between("p1.minutes", random);
        return by(actor, incident, 1, day -> {
            if (day.number() != on) {
                return;
            }
            var start = day.between(0.5, 21);
            for (var i = 0; i < subjects; i++) {
                var when = start + (long) (day.random().nextDouble() * minutes * Day.MINUTE);
                day.lookUp(when, actor, town.anybody(day.random()), HELP, null);
            }
        });
    }

    /** 2: a few new people a day, day after day. */
    private Attack slow(String incident, SplittableRandom random) {
        var actor = somebody(random);
        var from = random.nextInt(Math.max(1, parameters.days() / 3));
        var aDay = parameters.between("p2.a.day", random);
        return by(actor, incident, 2, day -> {
            if (day.number() >= from) {
                for (var left = aDay; left > 0; left--) {
                    day.lookUp(day.awake(), actor, town.anybody(day.random()), HELP, null);
                }
            }
        });
    }

    /** 3: many accounts try one person; nearly all in vain. */
    private Attack crowd(String incident, SplittableRandom random) {
        var victim = town.anybody(random);
        var actors = actors(parameters.between("p3.accounts", random), random);
        var on = someDay(random, 0);
        var minutes = parameters.between("p3.minutes", random);
        return by(actors, incident, 3, day -> {
            if (day.number() != on) {
                return;
            }
            var start = day.between(1, 21);
            for (var actor : actors) {
                var when = start + (long) (day.random().nextDouble() * minutes * Day.MINUTE);
                if (day.chance(0.05)) {
                    day.lookUp(when, actor, victim, HELP, null);
                } else {
                    day.fail(when, actor, victim, HELP, day.chance(0.5) ? "face-differs" : "name-differs");
                }
            }
        });
    }

    private List<Actor> actors(int count, SplittableRandom random) {
        var actors = new ArrayList<Actor>();
        for (var i = 0; i < count; i++) {
            actors.add(somebody(random));
        }
        return actors;
    }

    /** 4: many accounts work through one list of people, each below every threshold. */
    private Attack ring(String incident, SplittableRandom random) {
        var actors = actors(parameters.between("p4.accounts", random), random);
        var targets = new ArrayList<UUID>();
        var count = Math.max(5, (int) (actors.size() * parameters.numberBetween("p4.targets.a.account", random)));
        for (var i = 0; i < count; i++) {
            targets.add(town.anybody(random));
        }
        var rate = parameters.numberBetween("p4.looks.a.day", random);
        var days = parameters.between("p4.days", random);
        var from = someDay(random, days);
        return by(actors, incident, 4, day -> {
            if (day.number() < from || day.number() >= from + days) {
                return;
            }
            for (var actor : actors) {
                for (var left = day.poisson(rate); left > 0; left--) {
                    var target = targets.get(day.random().nextInt(targets.size()));
                    day.lookUp(day.between(0, 23.9), actor, target, HELP, null);
                }
            }
        });
    }

    /** 5: numbers one after the other; most are nobody's, and no face fits. */
    private Attack enumeration(String incident, SplittableRandom random) {
        var actor = somebody(random);
        var candidates = parameters.between("p5.candidates", random);
        var seconds = parameters.between("p5.seconds", random);
        var from = someDay(random, 3);
        var known = 0.1 + 0.5 * random.nextDouble();
        var start = (long) (random.nextDouble() * 20 * Day.HOUR);
        return by(actor, incident, 5, day -> {
            var began = (from - day.number()) * Day.LENGTH + start;
            for (var i = 0; i < candidates; i++) {
                var when = began + (long) i * seconds * Day.SECOND;
                if (when >= 0 && when < Day.LENGTH) {
                    var there = day.chance(known);
                    day.fail(
                            when + day.random().nextInt(1_000_000),
                            actor,
                            there ? town.anybody(day.random()) : null,
                            HELP,
                            there ? "face-differs" : "not-enrolled");
                }
            }
        });
    }

    /** 9: proofs brought again: the same, by another, too late. */
    private Attack replay(String incident, SplittableRandom random) {
        var one = somebody(random);
        var other = somebody(random);
        var way = random.nextInt(3);
        var proofs = parameters.between("p9.proofs", random);
        var on = someDay(random, 0);
        return by(way == 1 ? List.of(one, other) : List.of(one), incident, 9, day -> {
            if (day.number() != on) {
                return;
            }
            var when = day.between(1, 18);
            if (way == 0) {
                var subject = town.anybody(day.random());
                var proof = day.lookUp(when, one, subject, HELP, null);
                for (var i = 0; i < proofs; i++) {
                    when += (5 + day.random().nextInt(60)) * Day.SECOND;
                    day.bring(when, one, subject, HELP, null, i < 2 ? "replayed" : "expired", proof);
                }
                return;
            }
            for (var i = 0; i < Math.min(proofs, way == 1 ? 40 : 12); i++) {
                var subject = town.anybody(day.random());
                var proof = day.lookUp(when, one, subject, HELP, null);
                day.bring(
                        when + 20 * Day.SECOND,
                        way == 1 ? other : one,
                        subject,
                        HELP,
                        null,
                        way == 1 ? "other-requester" : "replayed",
                        proof);
                when += (4 + day.random().nextInt(8)) * Day.MINUTE;
            }
        });
    }

    /** 12: more and more dependants, one ended before the next begins or not. */
    private Attack guardian(String incident, SplittableRandom random) {
        var actor = somebody(random);
        var dependants = parameters.between("p12.dependants", random);
        var from = someDay(random, 10);
        var aDay = 1 + random.nextInt(6);
        return by(actor, incident, 12, day -> {
            var first = (day.number() - from) * aDay;
            for (var i = Math.max(0, first); i < first + aDay && i < dependants; i++) {
                var refused = i % 5 == 4;
                var delegation = day.id().toString();
                var child = town.anybody(day.random());
                var when = day.between(8, 20);
                day.add(
                        when,
                        Day.IDENTITY,
                        actor,
                        child,
                        "delegation",
                        "delegation",
                        null,
                        refused ? "too-many-delegations" : null,
                        refused ? null : delegation);
                if (!refused) {
                    day.add(
                            when + Day.HOUR,
                            Day.HEALTHCODE,
                            actor,
                            child,
                            "dependant-code",
                            "delegation",
                            null,
                            null,
                            delegation);
                }
            }
        });
    }

    /** 12: the delegation has ended, and the former helper goes on trying. */
    private Attack formerHelper(String incident, SplittableRandom random) {
        var actor = somebody(random);
        var dependant = town.anybody(random);
        var delegation = new UUID(random.nextLong(), random.nextLong()).toString();
        var ended = someDay(random, 8);
        return by(actor, incident, 12, day -> {
            var over = day.number() >= ended;
            var tries = over ? day.poisson(1.5) : 1;
            for (var i = 0; i < tries && day.number() < ended + 8; i++) {
                day.add(
                        day.awake(),
                        Day.HEALTHCODE,
                        actor,
                        dependant,
                        "dependant-code",
                        "delegation",
                        null,
                        over ? "revoked" : null,
                        delegation);
            }
        });
    }

    /** 13: one pass at two gates, a photo of a pass, or a relay that keeps its picture fresh. */
    private Attack relay(String incident, SplittableRandom random) {
        var way = random.nextInt(3);
        var venues = parameters.whole("venues");
        var here = random.nextInt(venues);
        var there = (here + 1 + random.nextInt(venues - 1)) % venues;
        var gates = List.of(gate(here), gate(there));
        var holder = town.anybody(random);
        var on = someDay(random, 0);
        return by(way == 1 ? gates.subList(0, 1) : gates, incident, 13, day -> {
            if (day.number() != on) {
                return;
            }
            var when = day.between(7, 21);
            if (way == 1) {
                var pass = day.pass();
                var scans = parameters.between("p13.scans", day.random());
                for (var i = 0; i < scans; i++) {
                    day.scan(when, gates.get(0), holder, gates.get(0).id(), pass, i > 5);
                    when += (4 + day.random().nextInt(50)) * Day.SECOND;
                }
                return;
            }
            for (var i = 0; i < 3; i++) {
                var pass = day.pass();
                var delay = parameters.between("p13.delay.seconds", day.random()) * Day.SECOND;
                day.scan(when, gates.get(0), holder, gates.get(0).id(), pass, false);
                day.scan(when + delay, gates.get(1), holder, gates.get(1).id(), way == 0 ? pass : day.pass(), false);
                when += (60 + day.random().nextInt(120)) * Day.SECOND;
            }
        });
    }

    private static Actor gate(int number) {
        return Actor.client("checkpoint", "venue-" + number, "venue " + number);
    }

    /** 20: a resident who gets the platform used to them, doubling every few days. */
    private Attack doubling(String incident, SplittableRandom random) {
        var actor = somebody(random);
        var doublings = parameters.between("p20.doublings", random);
        var every = Math.max(2, parameters.days() / (doublings + 1));
        return by(actor, incident, 20, day -> {
            var rate = 0.7 * Math.pow(2, (double) day.number() / every);
            for (var left = day.poisson(rate); left > 0; left--) {
                day.lookUp(day.awake(), actor, town.anybody(day.random()), HELP, null);
            }
        });
    }

    /** 20: a desk whose clerk sells looks, more every few days, on top of what it does anyway. */
    private Attack desk(String incident, SplittableRandom random) {
        var actor = town.someDesk(random);
        var doublings = parameters.between("p20.doublings", random);
        var every = Math.max(2, parameters.days() / (doublings + 1));
        return by(actor, incident, 20, day -> {
            var rate = 25 * Math.pow(2, (double) day.number() / every);
            for (var left = day.poisson(rate); left > 0; left--) {
                day.lookUp(day.between(7, 20), actor, town.anybody(day.random()), "medical", actor.id());
            }
        });
    }

    private String someProducer(SplittableRandom random) {
        return random.nextBoolean() ? Day.IDENTITY : Day.HEALTHCODE;
    }

    /** What happens to a producer's records, from one moment on and for as long. */
    private abstract static class Tampering implements Attack {
        private final String producer;
        private final String incident;
        private final int pattern;
        private final long from;
        private final long lasts;

        Tampering(String producer, String incident, int pattern, long from, long lasts) {
            this.producer = producer;
            this.incident = incident;
            this.pattern = pattern;
            this.from = from;
            this.lasts = lasts;
        }

        boolean meets(Day.Event event, long when) {
            return event.producer().equals(producer) && when >= from && when < from + lasts;
        }

        @Override
        public String incident() {
            return incident;
        }

        @Override
        public int pattern() {
            return pattern;
        }

        @Override
        public List<String> requesters() {
            return List.of(producer);
        }

        @Override
        public long from() {
            return from;
        }

        @Override
        public long until() {
            return from + lasts;
        }

        @Override
        public void act(Day day) {}
    }

    private long someMoment(SplittableRandom random, int before) {
        return (2 + random.nextInt(Math.max(1, parameters.days() - 2 - before))) * Day.LENGTH
                + (long) ((8 + 11 * random.nextDouble()) * Day.HOUR);
    }

    /** 18: some records are deleted before they are sent, or the producer is stopped from sending. */
    private Attack suppression(String incident, SplittableRandom random) {
        var producer = someProducer(random);
        if (random.nextInt(3) == 0) {
            var minutes = parameters.between("p18.silence.minutes", random);
            return new Tampering(producer, incident, 18, someMoment(random, 1), minutes * Day.MINUTE) {
                @Override
                public boolean suppresses(Day.Event event, long when) {
                    return meets(event, when);
                }
            };
        }
        var records = parameters.between("p18.records", random);
        return new Tampering(producer, incident, 18, someMoment(random, 1), 2 * Day.HOUR) {
            private int left = records;

            @Override
            public boolean suppresses(Day.Event event, long when) {
                if (left > 0 && meets(event, when) && event.id().hashCode() % 4 == 0) {
                    left--;
                    return true;
                }
                return false;
            }
        };
    }

    /** 19: a producer's clock is wrong for a while, or jumps about. */
    private Attack clock(String incident, SplittableRandom random) {
        var producer = someProducer(random);
        var minutes = parameters.numberBetween("p19.minutes", random);
        var way = random.nextInt(3);
        var lasts = (10 + random.nextInt(110)) * Day.MINUTE;
        return new Tampering(producer, incident, 19, someMoment(random, 1), lasts) {
            @Override
            public long shifts(Day.Event event, long when) {
                if (!meets(event, when)) {
                    return 0;
                }
                var shift = (long) (minutes * Day.MINUTE);
                return switch (way) {
                    case 0 -> shift;
                    case 1 -> -shift;
                    default -> event.id().hashCode() % 2 == 0 ? shift : -shift;
                };
            }
        };
    }
}
