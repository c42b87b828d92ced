package org.vouch.audit.producers;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import org.vouch.audit.alerts.DecidingAlert;
import org.vouch.audit.alerts.RaisedAlert.Choice;
import org.vouch.audit.alerts.RaisingAlert;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.detection.Effect;

/**
 * Makes alerts of what is found: once each, whoever finds it and however often. One that turns out harmless before an auditor has
 * decided is dismissed in this service's own name, with what it was; it stays there to be read.
 */
@ApplicationScoped
public class TellingFindings {
    private static final int VERSION = 1;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ITSELF = "audit-service";

    private final Producers producers;
    private final RaisingAlert raising;
    private final DecidingAlert deciding;
    private final Clock clock;

    TellingFindings(Producers producers, RaisingAlert raising, DecidingAlert deciding, Clock clock) {
        this.producers = producers;
        this.raising = raising;
        this.deciding = deciding;
        this.clock = clock;
    }

    public Uni<Void> tell() {
        return producers
                .judge(clock.instant())
                .onItem()
                .transformToMulti(found -> Multi.createFrom().iterable(found))
                .onItem()
                .transformToUniAndConcatenate(this::tell)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> tell(Finding finding) {
        return raising.raise(alert(finding))
                .chain(() ->
                        finding.over() ? dismissed(finding) : Uni.createFrom().voidItem())
                .chain(() -> producers.told(finding));
    }

    /** An auditor's decision stands. */
    private Uni<Void> dismissed(Finding finding) {
        var note = finding.rule() == Finding.Rule.SILENCE
                ? "Heard again; nothing is missing."
                : "Everything has come in the end, unchanged.";
        return deciding.decide(idOf(finding), Choice.DISMISS, note, ITSELF).replaceWithVoid();
    }

    private static UUID idOf(Finding finding) {
        return Alert.idOf("producer", finding.rule().id(), VERSION, finding.producer(), finding.episode());
    }

    private static Alert alert(Finding finding) {
        var features = new TreeMap<String, Double>();
        var first = finding.first();
        var last = finding.last();
        if (first != null && last != null) {
            features.put("firstNumber", first.doubleValue());
            features.put("numbers", last.doubleValue() - first.doubleValue() + 1);
        }
        var count = finding.count();
        if (count != null) {
            features.put("looks", count.doubleValue());
        }
        Instant since = finding.since();
        return new Alert(
                idOf(finding),
                finding.rule().id(),
                VERSION,
                new Alert.Requester(finding.producer(), CallerKind.SERVICE, null),
                0,
                0,
                0,
                HOUR,
                since,
                since,
                since,
                finding.records(),
                Effect.TELL,
                Alert.idOf("producer", finding.producer()),
                features,
                null,
                0);
    }
}
