package org.vouch.bench.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.detection.Look;
import org.vouch.bench.detection.World.Blame;

/**
 * Which incidents were seen, when, and what had been given away by then. An alert sees an incident if it names one of its
 * requesters, or rests on a record of one of them, while the incident lasts (or an hour after its end), where the label says
 * when that is, and at any time where it does not.
 */
final class Incidents {
    private static final Duration AFTERWARDS = Duration.ofHours(1);

    private static final Set<String> SUPPRESSION = Set.of("missing-numbers", "silence", "renumbered");

    /** One incident. */
    static final class Incident {
        final String name;
        final String pattern;
        final @Nullable Instant from;
        final @Nullable Instant until;
        final Set<String> requesters = new HashSet<>();
        final Set<String> named = new HashSet<>();
        final Set<Long> exposed = new HashSet<>();

        @Nullable
        Instant began;

        @Nullable
        Instant seen;

        @Nullable
        String seenBy;

        Incident(Blame blame) {
            this.name = blame.incident();
            this.pattern = blame.pattern();
            this.from = blame.from();
            this.until = blame.until();
        }

        /** An alert about a producer sees an incident of its kind alone. */
        boolean isSeenBy(String rule) {
            return switch (pattern) {
                case "18" -> SUPPRESSION.contains(rule);
                case "19" -> rule.equals("clock");
                default -> true;
            };
        }

        boolean ofProducer() {
            return pattern.equals("18") || pattern.equals("19");
        }

        boolean on(Instant time) {
            return (from == null || !time.isBefore(from.minusSeconds(1)))
                    && (until == null || !time.isAfter(until.plus(AFTERWARDS)));
        }

        @Nullable
        Duration took() {
            return seen == null || began == null ? null : Duration.between(began, seen);
        }
    }

    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final Map<String, List<Incident>> byRequester = new HashMap<>();
    /** Those to blame by the producers that they used: what is hidden of them, its producer's numbers tell. */
    private final Map<String, Set<String>> usersOf = new HashMap<>();

    Incidents(List<Blame> blames) {
        for (var blame : blames) {
            var incident = incidents.computeIfAbsent(blame.incident(), first -> new Incident(blame));
            if (incident.requesters.add(blame.requester())) {
                byRequester
                        .computeIfAbsent(blame.requester(), first -> new ArrayList<>(1))
                        .add(incident);
            }
        }
    }

    List<Incident> all() {
        return List.copyOf(incidents.values());
    }

    boolean blamed(String requester) {
        return byRequester.containsKey(requester);
    }

    /** Before the alerts that it leads to. */
    void looked(Look look, Instant at) {
        if (blamed(look.requester())) {
            usersOf.computeIfAbsent(look.producer(), first -> new HashSet<>()).add(look.requester());
        }
        for (var incident : byRequester.getOrDefault(look.requester(), List.of())) {
            if (!incident.on(at)) {
                continue;
            }
            begin(incident, at);
            if (!look.refused()
                    && look.subject() != Look.NOBODY
                    && !look.action().equals("scan")
                    && !look.action().equals("sample")
                    && !incident.named.contains(look.requester())) {
                incident.exposed.add(look.subject());
            }
        }
        for (var incident : byRequester.getOrDefault(look.producer(), List.of())) {
            if (incident.on(at)) {
                begin(incident, at);
            }
        }
    }

    private static void begin(Incident incident, Instant at) {
        if (incident.began == null) {
            incident.began = at;
        }
    }

    /** Whether it saw an incident. */
    boolean alerted(Alert alert, Look on, Instant at) {
        var who = alert.requester().id();
        if (!alert.requester().kind().wire().equals("service")) {
            return named(byRequester.getOrDefault(who, List.of()), who, alert.rule(), at);
        }
        var ofIt = byRequester.getOrDefault(who, List.of()).stream()
                .filter(incident -> incident.isSeenBy(alert.rule()))
                .toList();
        var ofItsUser = incidents.values().stream()
                .filter(incident -> incident.ofProducer() && incident.isSeenBy(alert.rule()))
                .filter(incident -> incident.requesters.contains(on.requester())
                        || usersOf.getOrDefault(who, Set.of()).stream().anyMatch(incident.requesters::contains))
                .toList();
        return named(ofIt, who, alert.rule(), at) | named(ofItsUser, on.requester(), alert.rule(), at);
    }

    private static boolean named(List<Incident> blamed, String requester, String rule, Instant at) {
        var right = false;
        for (var incident : blamed) {
            if (incident.on(at)) {
                right = true;
                incident.named.add(requester);
                if (incident.seen == null) {
                    incident.seen = at;
                    incident.seenBy = rule;
                }
            }
        }
        return right;
    }
}
