package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.vouch.audit.client.caller.CallerKind;

/** What one person is asked for. */
final class SubjectLens implements Lens<SubjectHistory> {
    private final InDemandRule inDemand;
    private final PassElsewhereRule elsewhere;

    SubjectLens(Settings settings) {
        this.inDemand = new InDemandRule(settings);
        this.elsewhere = new PassElsewhereRule(settings);
    }

    @Override
    public String name() {
        return "subject";
    }

    /** Desks and gates see whoever comes; residents and callers without a token chose whom to ask about. */
    @Override
    public Optional<String> key(Look look) {
        return look.aboutSomebody() && (look.ofPass() || chosen(look))
                ? Optional.of(HexFormat.of().toHexDigits(look.subject()))
                : Optional.empty();
    }

    private static boolean chosen(Look look) {
        return (look.kind() == CallerKind.RESIDENT || look.kind() == CallerKind.ANONYMOUS)
                && !look.byDelegation()
                && !Refusals.ofRequester(look.reason());
    }

    @Override
    public SubjectHistory nothing() {
        return new SubjectHistory();
    }

    @Override
    public SubjectHistory read(DataInput in) throws IOException {
        return SubjectHistory.read(in);
    }

    @Override
    public Findings take(SubjectHistory known, Look look, Instant logTime) {
        var bounded = look.at(BoundedTime.of(look.at(), logTime).truncatedTo(ChronoUnit.MICROS));
        known.taken(logTime);
        return look.ofPass() ? shown(known, bounded) : asked(known, bounded);
    }

    private Findings shown(SubjectHistory known, Look look) {
        if (!known.shown().add(Sighting.of(look, false))) {
            return Findings.NONE;
        }
        var found = elsewhere.judge(known.shown().all());
        var alerts = new ArrayList<Alert>();
        for (var one : found) {
            var episode = Times.day(one.at()) + "/" + look.subject();
            if (known.told().first(PassElsewhereRule.ID + one.requester() + episode, Times.day(one.at()))) {
                alerts.add(verdict(Effect.TELL, episode, 1, 10 * Times.MINUTE, found)
                        .alert(
                                PassElsewhereRule.ID,
                                PassElsewhereRule.VERSION,
                                one.who(),
                                Alert.idOf(PassElsewhereRule.ID, look.subject())));
            }
        }
        return Findings.of(alerts);
    }

    private Findings asked(SubjectHistory known, Look look) {
        var day = Times.day(Times.micros(look.at()));
        var requester = token(look.requester());
        known.requesters().meet(requester, day, false);
        var added = Sighting.of(look, known.requesters().strangerOn(requester, day));
        if (!known.asking().add(added) || !added.stranger()) {
            return Findings.NONE;
        }
        var all = known.asking().all();
        var found = inDemand.judge(all, added);
        var alerts = new ArrayList<Alert>();
        for (var one : found.entrySet()) {
            var who = one.getKey();
            var episode = Times.day(who.at()) + "/" + look.subject();
            if (known.told().first(InDemandRule.ID + who.requester() + episode, Times.day(who.at()))) {
                alerts.add(verdict(Effect.SHIELD, episode, one.getValue(), Times.DAY, List.copyOf(found.keySet()))
                        .alert(
                                InDemandRule.ID,
                                InDemandRule.VERSION,
                                who.who(),
                                Alert.idOf(InDemandRule.ID, look.subject()))
                        .shielding(look.handle()));
            }
        }
        return new Findings(alerts, links(known, look.subject(), day));
    }

    /** Told once for each requester and day, as soon as there is a second one; again once they were told something. */
    private static List<Link> links(SubjectHistory known, long subject, int day) {
        var near = known.asking().all().stream()
                .filter(one ->
                        one.stranger() && one.kind() == CallerKind.RESIDENT && Math.abs(Times.day(one.at()) - day) <= 1)
                .toList();
        if (near.stream().map(Sighting::requester).distinct().count() < 2) {
            return List.of();
        }
        return near.stream()
                .filter(one -> known.told()
                        .first(
                                (one.refused() ? "refused link " : "link ") + one.requester() + Times.day(one.at()),
                                Times.day(one.at())))
                .map(one -> new Link(
                        subject,
                        Times.instant(one.at()),
                        one.record(),
                        one.requester(),
                        one.kind(),
                        one.label(),
                        one.refused()))
                .toList();
    }

    private static Verdict verdict(Effect effect, String episode, int limit, long window, List<Sighting> all) {
        var features = new TreeMap<String, Double>();
        features.put("requesters", (double)
                all.stream().map(Sighting::requester).distinct().count());
        return new Verdict(
                effect,
                episode,
                limit,
                window,
                all.stream()
                        .sorted(Sighting.BY_TIME)
                        .map(Sighting::seen)
                        .distinct()
                        .toList(),
                features);
    }

    private static long token(String requester) {
        return Alert.idOf("requester", requester).getMostSignificantBits();
    }
}
