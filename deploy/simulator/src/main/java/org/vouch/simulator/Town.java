package org.vouch.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Honest people and those who serve them. Who they are is drawn once; what they do is drawn day by day. */
final class Town {
    private static final String HELP = "help";
    private static final String MEDICAL = "medical";
    private static final String ENTRY = "entry";

    /** Who looks at the same people, again and again. */
    private record Helper(Actor actor, List<UUID> people, double aDay) {}

    private record Delegated(Actor actor, UUID dependant, String delegation, int from, int until) {}

    private record Desk(Actor actor, String venue, double lookups, double scans, List<UUID> regulars) {}

    private final Parameters parameters;
    private final long seed;
    private final List<Helper> family = new ArrayList<>();
    private final List<Helper> village = new ArrayList<>();
    private final List<Delegated> delegations = new ArrayList<>();
    private final List<Desk> desks = new ArrayList<>();
    private final List<Desk> sites = new ArrayList<>();
    private final List<Actor> officers = new ArrayList<>();

    Town(Parameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
        var random = new SplittableRandom(seed ^ 0x70776eL);
        households(random);
        helpers(random);
        desks(random);
    }

    UUID person(int number) {
        var mixed = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        return new UUID(
                mixed.nextLong() & ~0xF000L | 0x4000L, mixed.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    UUID anybody(SplittableRandom random) {
        return person(random.nextInt(parameters.people()));
    }

    Actor someDesk(SplittableRandom random) {
        return desks.get(random.nextInt(parameters.whole("hospital.desks"))).actor();
    }

    private void households(SplittableRandom random) {
        var helpers = parameters.number("household.helpers");
        var kin = parameters.number("household.kin");
        for (var first = 0; first < parameters.people(); ) {
            var size = 1 + random.nextInt(5);
            for (var i = 0; i < size && first + i < parameters.people(); i++) {
                var one = first + i;
                if (size > 1 && random.nextDouble() < helpers) {
                    var people = new ArrayList<UUID>();
                    people.add(person(first + (i + 1) % size));
                    if (random.nextDouble() < kin) {
                        people.add(anybody(random));
                    }
                    family.add(new Helper(Actor.resident(person(one)), people, parameters.number("household.looks")));
                }
                if (random.nextDouble() < parameters.number("delegations")) {
                    for (var left = 1 + random.nextInt(3); left > 0; left--) {
                        var until = random.nextInt(4) == 0 ? random.nextInt(parameters.days()) : parameters.days();
                        delegations.add(new Delegated(
                                Actor.resident(person(one)),
                                person(first + (i + left) % size == one ? one + size : first + (i + left) % size),
                                new UUID(random.nextLong(), random.nextLong()).toString(),
                                random.nextInt(3) == 0 ? random.nextInt(parameters.days()) : -1,
                                until));
                    }
                }
            }
            first += size;
        }
    }

    private void helpers(SplittableRandom random) {
        var most = parameters.whole("village.elders.most");
        var least = parameters.whole("village.elders.least");
        for (var left = (int) (parameters.people() * parameters.number("village.helpers")); left > 0; left--) {
            var elders = new ArrayList<UUID>();
            var count = least + random.nextInt(most - least + 1);
            var around = random.nextInt(parameters.people());
            for (var i = 0; i < count; i++) {
                elders.add(person((around + random.nextInt(300)) % parameters.people()));
            }
            village.add(new Helper(Actor.resident(anybody(random)), elders, parameters.number("village.rounds")));
        }
    }

    private void desks(SplittableRandom random) {
        desks("hospital", "hospital.desks", parameters.number("hospital.lookups"), 0, 0, random);
        desks("care-home", "care.homes", 0, 0, parameters.whole("care.residents"), random);
        desks("school", "schools", parameters.number("school.lookups"), parameters.number("school.scans"), 0, random);
        desks(
                "airport",
                "airport.gates",
                parameters.number("airport.lookups"),
                parameters.number("airport.scans"),
                0,
                random);
        desks("venue", "venues", 0.3, parameters.number("venue.scans"), 0, random);
        for (var i = 0; i < parameters.whole("sites"); i++) {
            var id = "site-" + i;
            sites.add(new Desk(Actor.client("collector", id, "Site " + i), id, 0, 0, List.of()));
        }
        for (var i = 0; i < parameters.whole("officers"); i++) {
            officers.add(Actor.client("officer", "officer-" + i, "Officer " + i));
        }
    }

    private void desks(String kind, String count, double lookups, double scans, int regulars, SplittableRandom random) {
        for (var i = 0; i < parameters.whole(count); i++) {
            var id = kind + "-" + i;
            var known = new ArrayList<UUID>();
            for (var left = regulars; left > 0; left--) {
                known.add(anybody(random));
            }
            var size = 0.4 + 1.2 * random.nextDouble();
            desks.add(
                    new Desk(Actor.client("checkpoint", id, kind + " " + i), id, lookups * size, scans * size, known));
        }
    }

    // --- a day -----------------------------------------------------------------------------------------------------

    void live(Day day) {
        for (var helper : family) {
            if (day.chance(helper.aDay())) {
                var whom =
                        helper.people().get(day.random().nextInt(helper.people().size()));
                honest(day, day.awake(), helper.actor(), whom, day.chance(0.3) ? MEDICAL : HELP, null);
            }
        }
        for (var helper : village) {
            if (day.chance(helper.aDay())) {
                round(day, helper);
            }
        }
        for (var given : delegations) {
            delegated(day, given);
        }
        for (var left = day.poisson(parameters.people() * parameters.number("strangers")); left > 0; left--) {
            honest(
                    day,
                    day.awake(),
                    Actor.resident(anybody(day.random())),
                    anybody(day.random()),
                    HELP,
                    "venue-" + day.random().nextInt(parameters.whole("venues")));
        }
        for (var desk : desks) {
            serve(day, desk);
        }
        sample(day);
        for (var officer : officers) {
            for (var left = day.poisson(2); left > 0; left--) {
                day.add(
                        day.between(9, 17),
                        Day.IDENTITY,
                        officer,
                        anybody(day.random()),
                        "face-reopening",
                        null,
                        null,
                        null,
                        null);
            }
        }
        for (var left = day.poisson(parameters.people() * 0.0005); left > 0; left--) {
            var handle = new Actor("address-" + day.random().nextInt(50_000), "anonymous", null);
            day.add(
                    day.awake(),
                    Day.IDENTITY,
                    handle,
                    day.chance(0.3) ? null : anybody(day.random()),
                    "login",
                    null,
                    null,
                    "face-differs",
                    null);
        }
    }

    /** A helper goes from door to door, to most of them, once in a while to somebody new. */
    private void round(Day day, Helper helper) {
        var when = day.between(8, 17);
        for (var elder : helper.people()) {
            if (day.chance(0.7)) {
                honest(day, when, helper.actor(), elder, HELP, null);
                when += (3 + day.random().nextInt(20)) * Day.MINUTE;
            }
        }
        if (day.chance(0.04)) {
            honest(day, when, helper.actor(), anybody(day.random()), HELP, null);
        }
    }

    /** With what goes wrong on the way. */
    private void honest(
            Day day,
            long when,
            Actor actor,
            UUID subject,
            String purpose,
            @org.jspecify.annotations.Nullable String at) {
        var now = when;
        if (day.chance(parameters.number("wrong.document") / 100)) {
            for (var left = 1 + day.random().nextInt(3); left > 0; left--) {
                day.fail(now, actor, null, purpose, "not-enrolled");
                now += (30 + day.random().nextInt(60)) * Day.SECOND;
            }
        }
        if (day.chance(parameters.number("wrong.face") / 100)) {
            for (var left = 1 + day.random().nextInt(4); left > 0; left--) {
                day.fail(now, actor, subject, purpose, "face-differs");
                now += (20 + day.random().nextInt(60)) * Day.SECOND;
            }
        }
        var proof = day.lookUp(now, actor, subject, purpose, at);
        if (day.chance(parameters.number("sent.twice") / 100)) {
            day.bring(
                    now + (14 + day.random().nextInt(5)) * Day.SECOND, actor, subject, purpose, at, "replayed", proof);
        }
    }

    private void delegated(Day day, Delegated given) {
        if (day.number() == given.from()) {
            day.add(
                    day.awake(),
                    Day.IDENTITY,
                    given.actor(),
                    given.dependant(),
                    "delegation",
                    "delegation",
                    null,
                    null,
                    given.delegation());
        }
        if (day.number() > given.from() && day.chance(parameters.number("delegation.looks"))) {
            var over = day.number() >= given.until();
            if (!over || day.number() == given.until()) {
                day.add(
                        day.awake(),
                        Day.HEALTHCODE,
                        given.actor(),
                        given.dependant(),
                        "dependant-code",
                        "delegation",
                        null,
                        over ? "over" : null,
                        given.delegation());
            }
        }
    }

    private void serve(Day day, Desk desk) {
        var quiet = day.weekend() ? 0.5 : 1.0;
        for (var left = day.poisson(desk.lookups() * quiet); left > 0; left--) {
            honest(day, day.between(7, 20), desk.actor(), anybody(day.random()), MEDICAL, desk.venue());
        }
        for (var regular : desk.regulars()) {
            if (day.chance(0.8)) {
                honest(day, day.between(7.5, 10), desk.actor(), regular, ENTRY, desk.venue());
            }
        }
        for (var left = day.poisson(desk.scans() * quiet); left > 0; left--) {
            show(day, desk);
        }
    }

    private void show(Day day, Desk desk) {
        var when = day.awake();
        var holder = anybody(day.random());
        var pass = day.pass();
        day.scan(when, desk.actor(), holder, desk.venue(), pass, day.chance(parameters.number("stale.pass") / 100));
        if (day.chance(parameters.number("scanned.twice") / 100)) {
            day.scan(
                    when + (3 + day.random().nextInt(15)) * Day.SECOND,
                    desk.actor(),
                    holder,
                    desk.venue(),
                    pass,
                    false);
        }
        if (day.chance(parameters.number("two.doors") / 100)) {
            var next = desks.get(day.random().nextInt(desks.size()));
            var offline = day.chance(0.2);
            var walked = (offline ? 100 : 40) + day.random().nextInt(120);
            day.scan(
                    when + walked * Day.SECOND,
                    next.actor(),
                    holder,
                    next.venue(),
                    offline ? pass : day.pass(),
                    offline);
        }
    }

    private void sample(Day day) {
        for (var site : sites) {
            for (var left = day.poisson(parameters.number("site.samples")); left > 0; left--) {
                day.sample(day.between(7, 20), site.actor(), anybody(day.random()), site.venue(), day.pass());
            }
        }
        if (parameters.wholes("mass.days").contains(day.number())) {
            for (var left = (int) (parameters.people() * parameters.number("mass.samples")); left > 0; left--) {
                var site = sites.get(day.random().nextInt(sites.size()));
                day.sample(day.between(6, 21), site.actor(), anybody(day.random()), site.venue(), day.pass());
            }
            for (var helper : family) {
                if (day.chance(0.1)) {
                    honest(
                            day,
                            day.between(7, 20),
                            helper.actor(),
                            helper.people().get(0),
                            HELP,
                            null);
                }
            }
        }
        for (var left = day.poisson(3); left > 0; left--) {
            var site = sites.get(day.random().nextInt(sites.size()));
            day.add(
                    day.between(7, 20),
                    Day.TESTRESULT,
                    site.actor(),
                    null,
                    "sample",
                    "sampling",
                    null,
                    "tube-full",
                    null);
        }
    }
}
