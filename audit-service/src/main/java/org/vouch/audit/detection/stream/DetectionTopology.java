package org.vouch.audit.detection.stream;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;
import org.vouch.audit.client.access.AccessRecord;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.detection.Lens;
import org.vouch.audit.detection.Lenses;
import org.vouch.audit.detection.Link;
import org.vouch.audit.detection.Look;
import org.vouch.audit.detection.Settings;
import org.vouch.audit.detection.Timeline.Held;
import org.vouch.audit.detection.stream.Judging.Finding;
import org.vouch.audit.detection.stream.Judging.Keyed;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.records.ReadingRecords;

/**
 * The stream of access records, judged requester by requester where they lie, for the topic's key is the requester already;
 * judged again by subject and by proof after they have been sent round; and what subjects have in common judged in one place.
 *
 * <pre>
 * access.records ─┬─ by requester ───────────────────────────────┬─► audit.alerts
 *                 └─► (looks) ─ by subject, by proof ─┬───────────┤
 *                                                     └► (links) ─┘
 * </pre>
 */
@ApplicationScoped
class DetectionTopology {
    static final String REQUESTERS = "by-requester";
    static final String OTHERS = "by-subject-and-proof";
    private static final String RING = "ring";

    private final ReadingRecords reading;
    private final Pseudonyms pseudonyms;
    private final Settings settings;
    private final Function<Instant, Held> thresholds;
    private final ObjectMapper json;
    private final Counter unjudged;

    @Inject
    DetectionTopology(
            ReadingRecords reading,
            Pseudonyms pseudonyms,
            Settings settings,
            ThresholdsInForce thresholds,
            ObjectMapper json,
            MeterRegistry meters) {
        this(reading, pseudonyms, settings, thresholds::at, json, meters);
    }

    /** {@code settings} are those that the service was started with. */
    DetectionTopology(
            ReadingRecords reading,
            Pseudonyms pseudonyms,
            Settings settings,
            Function<Instant, Held> thresholds,
            ObjectMapper json,
            MeterRegistry meters) {
        this.reading = reading;
        this.pseudonyms = pseudonyms;
        this.settings = settings;
        this.thresholds = thresholds;
        this.json = json;
        this.unjudged = meters.counter("vouch.detection.unjudged");
    }

    @Produces
    Topology build() {
        var streams = new StreamsBuilder();
        var lenses = new Lenses(settings);
        var looks = streams.stream(AccessRecord.TOPIC, Consumed.with(Serdes.String(), Serdes.String()))
                .processValues(() -> new ReadingLooks(reading, pseudonyms));

        var own = new Keys(List.of(lenses.byRequester()));
        toAlerts(judged(
                streams,
                looks.flatMap((requester, look) -> own.of(look)),
                REQUESTERS,
                held -> List.of(held.lenses().byRequester())));

        var others = new Keys(lenses.byOthers());
        var sent = looks.flatMap((requester, look) -> others.of(look))
                .repartition(Repartitioned.<String, Look>as("looks")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(new LookSerde(new JsonSerde<>(json, Look.class))));
        var found = judged(streams, sent, OTHERS, held -> held.lenses().byOthers());
        toAlerts(found);

        streams.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(JudgingRings.STORE),
                        Serdes.String(),
                        new JsonSerde<>(json, Link.class))
                .withCachingDisabled());
        alerts(found.filter((key, finding) -> finding.link() != null)
                .map((key, finding) -> org.apache.kafka.streams.KeyValue.pair(RING, requireNonNull(finding.link())))
                .repartition(Repartitioned.<String, Link>as("links")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(new JsonSerde<>(json, Link.class))
                        .withNumberOfPartitions(1))
                .process(() -> new JudgingRings(settings), JudgingRings.STORE));
        return streams.build();
    }

    /** Under which key a look belongs does not depend on what may be changed; what is found there does. */
    private KStream<String, Finding> judged(
            StreamsBuilder streams, KStream<String, Look> looks, String store, Function<Held, List<Lens<?>>> lenses) {
        var keyed = new ConcurrentHashMap<Integer, Keyed>();
        Function<Instant, Keyed> at = logTime -> {
            var held = thresholds.apply(logTime);
            return keyed.computeIfAbsent(held.version(), version -> new Keyed(new Keys(lenses.apply(held)), version));
        };
        streams.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
                        .withCachingDisabled());
        return looks.process(() -> new Judging(store, at, unjudged), store);
    }

    private void toAlerts(KStream<String, Finding> found) {
        alerts(found.filter((requester, finding) -> finding.alert() != null)
                .mapValues(finding -> requireNonNull(finding.alert())));
    }

    private void alerts(KStream<String, Alert> alerts) {
        alerts.to(Alert.TOPIC, Produced.with(Serdes.String(), new JsonSerde<>(json, Alert.class)));
    }
}
