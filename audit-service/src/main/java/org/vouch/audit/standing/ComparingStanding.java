package org.vouch.audit.standing;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.suspension.Shields;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.audit.client.suspension.Suspensions.Taken;
import org.vouch.audit.detection.ThresholdsHeard;
import org.vouch.audit.producers.Finding;
import org.vouch.audit.producers.Finding.Rule;
import org.vouch.audit.producers.Producers;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.pseudonym.Pseudonyms;

/**
 * Compares what the services obey, as this one hears it on the same topic by the same reading, with what the log says is in force.
 * A suspension or a shield that is not obeyed, or for less long, was suppressed on its way, taken back by somebody other than
 * two auditors, or lost with the topic: it is told, and announced again. What is obeyed and stands nowhere in the log is told, and so
 * are thresholds that the rules hold to and nobody agreed to, or the other way round.
 *
 * <p>What is on its way is no difference: only what has differed for fifteen seconds is.
 */
@ApplicationScoped
class ComparingStanding {
    static final Duration ON_ITS_WAY = Duration.ofSeconds(15);
    /** What is announced again is on its way once more, and Kafka may be away: the outbox is not to be filled with it. */
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(2);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ITSELF = "audit-service";

    private final StandingEntries entries;
    private final Suspensions suspensions;
    private final Shields shields;
    private final Pseudonyms pseudonyms;
    private final Producers producers;
    private final AnnouncingAgain announcing;
    private final ThresholdsHeard thresholds;
    private final LoggedStanding logged = new LoggedStanding();
    private final Map<Difference, Instant> since = new HashMap<>();
    private long next;

    ComparingStanding(
            StandingEntries entries,
            Suspensions suspensions,
            Shields shields,
            Pseudonyms pseudonyms,
            Producers producers,
            AnnouncingAgain announcing,
            ThresholdsHeard thresholds) {
        this.entries = entries;
        this.suspensions = suspensions;
        this.shields = shields;
        this.pseudonyms = pseudonyms;
        this.producers = producers;
        this.announcing = announcing;
        this.thresholds = thresholds;
    }

    /** {@code what} is a suspension, a shield, a version of the thresholds, or a requester by pseudonym; the id is null of what no entry stands for. */
    record Difference(Rule rule, String what, @Nullable UUID suspension, @Nullable UUID shield) {}

    /** One comparison; by one after the other. */
    Uni<Void> compare(Instant now) {
        if (!suspensions.known()) {
            return Uni.createFrom().voidItem();
        }
        return readOn().chain(() -> announcing.handles(logged.shields(now))).chain(handles -> {
            var found = new HashSet<>(notObeyed(now));
            found.addAll(notShielded(now, handles));
            found.addAll(notLogged(now));
            found.addAll(thresholds());
            return told(found, now);
        });
    }

    private Uni<Void> readOn() {
        return entries.from(next).chain(some -> {
            some.entries().forEach(logged::take);
            next = some.next();
            return some.entries().isEmpty() ? Uni.createFrom().voidItem() : readOn();
        });
    }

    private List<Difference> notObeyed(Instant now) {
        var obeyed = new HashMap<String, Taken>();
        suspensions.taken().forEach((id, taken) -> everyNameOf(id).forEach(name -> obeyed.put(name, taken)));
        return logged.suspensions(now).stream()
                .filter(one -> !isObeyed(one, obeyed.get(one.requester())))
                .map(one -> new Difference(Rule.NOT_OBEYED, "suspension " + one.id(), one.id(), null))
                .toList();
    }

    private static boolean isObeyed(LoggedStanding.Suspended one, @Nullable Taken taken) {
        if (taken == null) {
            return false;
        }
        return one.proxyOnly() ? taken.proxyLooks() : taken.everything() && !endsBefore(taken.until(), one.until());
    }

    private static boolean endsBefore(@Nullable Instant end, @Nullable Instant other) {
        return end != null && (other == null || end.isBefore(other.minusMillis(1)));
    }

    /** {@code handles} are of the shields that the tables still have. */
    private List<Difference> notShielded(Instant now, Map<UUID, String> handles) {
        return logged.shields(now).stream()
                .filter(one -> {
                    var handle = handles.get(one.id());
                    return handle == null || endsBefore(shields.until(handle).orElse(Instant.MIN), one.until());
                })
                .map(one -> new Difference(Rule.NOT_OBEYED, "shield " + one.id(), null, one.id()))
                .toList();
    }

    private List<Difference> notLogged(Instant now) {
        Set<String> everything = new HashSet<>();
        Set<String> proxy = new HashSet<>();
        logged.suspensions(now).forEach(one -> (one.proxyOnly() ? proxy : everything).add(one.requester()));
        var found = new ArrayList<Difference>();
        for (var taken : new TreeMap<>(suspensions.taken()).entrySet()) {
            var names = everyNameOf(taken.getKey());
            if (taken.getValue().everything() && names.stream().noneMatch(everything::contains)
                    || taken.getValue().proxyLooks() && names.stream().noneMatch(proxy::contains)) {
                var name = pseudonyms.ofRequester(taken.getKey()).hex();
                found.add(new Difference(Rule.NOT_RECORDED, "suspended " + name, null, null));
            }
        }
        return found;
    }

    /** An entry keeps the pseudonym that was the present one then. */
    private List<String> everyNameOf(String requester) {
        return pseudonyms.everyOneOfRequester(requester).stream()
                .map(Pseudonym::hex)
                .toList();
    }

    /** Once all were heard. */
    private List<Difference> thresholds() {
        if (!thresholds.known()) {
            return List.of();
        }
        var heard = thresholds.changes();
        var agreed = logged.thresholds();
        var found = new ArrayList<Difference>();
        heard.forEach((version, change) -> {
            if (!change.equals(agreed.get(version))) {
                found.add(new Difference(Rule.NOT_RECORDED, "thresholds " + version, null, null));
            }
        });
        agreed.keySet().stream()
                .filter(version -> !heard.containsKey(version))
                .forEach(version -> found.add(new Difference(Rule.NOT_OBEYED, "thresholds " + version, null, null)));
        return found;
    }

    private Uni<Void> told(Set<Difference> differences, Instant now) {
        since.keySet().retainAll(differences);
        differences.forEach(one -> since.putIfAbsent(one, now));
        var lasting = differences.stream()
                .filter(one -> !now.isBefore(since.getOrDefault(one, now).plus(ON_ITS_WAY)))
                .toList();
        if (lasting.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        lasting.forEach(one -> since.put(one, now.plus(AGAIN_AFTER).minus(ON_ITS_WAY)));
        return producers
                .take(List.of(), lasting.stream().map(one -> finding(one, now)).toList(), List.of(), now)
                .chain(() -> Multi.createFrom()
                        .iterable(lasting)
                        .onItem()
                        .transformToUniAndConcatenate(one -> announcing.again(one.suspension(), one.shield()))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    /** Once an hour, whichever replica finds it. */
    private static Finding finding(Difference difference, Instant now) {
        return new Finding(
                ITSELF,
                difference.rule(),
                difference.what() + " in hour " + now.getEpochSecond() / HOUR.toSeconds(),
                null,
                null,
                null,
                now,
                List.of(),
                false,
                false);
    }
}
