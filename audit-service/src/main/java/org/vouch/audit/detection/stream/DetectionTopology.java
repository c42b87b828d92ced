package org.vouch.audit.detection.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;
import org.vouch.audit.client.access.AccessRecord;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.detection.WatchingLooks;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.records.ReadingRecords;

/** The stream of access records, judged requester by requester; the topic's key is the requester already. */
@ApplicationScoped
class DetectionTopology {
    private final ReadingRecords reading;
    private final Pseudonyms pseudonyms;
    private final WatchingLooks watching;
    private final ObjectMapper json;

    DetectionTopology(ReadingRecords reading, Pseudonyms pseudonyms, WatchingLooks watching, ObjectMapper json) {
        this.reading = reading;
        this.pseudonyms = pseudonyms;
        this.watching = watching;
        this.json = json;
    }

    @Produces
    Topology build() {
        var streams = new StreamsBuilder();
        streams.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(JudgingRequesters.STORE),
                        Serdes.String(),
                        new LooksInWindowSerde())
                .withCachingDisabled());
        streams.stream(AccessRecord.TOPIC, Consumed.with(Serdes.String(), Serdes.String()))
                .processValues(() -> new ReadingLooks(reading, pseudonyms))
                .filter((requester, look) -> watching.counts(look))
                .process(() -> new JudgingRequesters(watching), JudgingRequesters.STORE)
                .to(Alert.TOPIC, Produced.with(Serdes.String(), new AlertSerde(json)));
        return streams.build();
    }
}
