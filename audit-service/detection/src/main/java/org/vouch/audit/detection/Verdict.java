package org.vouch.audit.detection;

import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * A rule is satisfied.
 *
 * @param episode which hour, day or week of it, and how far: told once
 * @param window in microseconds
 * @param looks those within the window, oldest first
 */
record Verdict(
        Effect effect, String episode, int limit, long window, List<Seen> looks, SortedMap<String, Double> features) {

    Alert alert(String rule, int version, Alert.Requester requester, UUID incident) {
        var newest = new java.util.LinkedHashMap<Object, Seen>();
        for (var i = looks.size() - 1; i >= 0; i--) {
            var look = looks.get(i);
            newest.putIfAbsent(look.aboutSomebody() ? look.subject() : look.record(), look);
        }
        var last = Times.instant(looks.get(looks.size() - 1).at());
        return new Alert(
                Alert.idOf(rule, version, requester.id(), episode),
                rule,
                version,
                requester,
                (int) looks.stream()
                        .filter(Seen::aboutSomebody)
                        .mapToLong(Seen::subject)
                        .distinct()
                        .count(),
                (int) newest.values().stream()
                        .filter(look -> look.is(Seen.REFUSED))
                        .count(),
                limit,
                java.time.Duration.ofSeconds(window / Times.SECOND),
                last.minusNanos(window * 1_000),
                Times.instant(looks.get(0).at()),
                last,
                newest.values().stream()
                        .limit(Alert.MOST_RECORDS)
                        .map(Seen::record)
                        .toList(),
                effect,
                incident,
                features,
                null,
                Timeline.AS_STARTED);
    }
}
