package org.vouch.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.testing.AccessFixture.JSON;
import static org.vouch.audit.testing.AccessFixture.aLook;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.detection.Detection;
import org.vouch.audit.detection.Effect;
import org.vouch.audit.detection.Look;
import org.vouch.audit.detection.Settings;
import org.vouch.audit.detection.Timeline;
import org.vouch.audit.detection.Timeline.Change;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.records.ReadingRecords;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditKeys;

class DetectionTopologyTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    Path folder;

    private final Pseudonyms pseudonyms = AuditKeys.pseudonyms();
    private Timeline timeline = Timeline.of(Settings.shipped());
    private TopologyTestDriver driver;
    private TestInputTopic<String, String> records;
    private TestOutputTopic<String, Alert> alerts;

    @BeforeEach
    void start() {
        var settings = new Properties();
        settings.put("state.dir", folder.toString());
        settings.put("statestore.cache.max.bytes", "0");
        settings.put("rocksdb.config.setter", SmallRocksDb.class.getName());
        var topology = new DetectionTopology(
                new ReadingRecords(JSON),
                pseudonyms,
                Settings.standard(),
                timeline::at,
                JSON,
                new SimpleMeterRegistry());
        driver = new TopologyTestDriver(topology.build(), settings, START);
        records = driver.createInputTopic("access.records", new StringSerializer(), new StringSerializer());
        alerts = driver.createOutputTopic(
                "audit.alerts", new StringDeserializer(), new JsonSerde<>(JSON, Alert.class).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void theSixthPersonRaisesOneAlertUnderTheRequestersKey() {
        var helper = UUID.randomUUID();
        for (var i = 0; i < 5; i++) {
            pipe(aLook().by(helper).at(START.plusSeconds(i)));
        }
        assertThat(alerts.isEmpty()).isTrue();
        pipe(aLook().by(helper).at(START.plusSeconds(5)));

        var alert = alerts.readRecord();
        assertThat(alert.key()).isEqualTo(helper.toString());
        assertThat(alert.value().distinctSubjects()).isEqualTo(6);
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void anAlertIsACloudEventThatTheInboxKnows() throws Exception {
        var helper = UUID.randomUUID();
        sixBy(helper);
        var alert = alerts.readRecord();
        var received = new ConsumerRecord<>("audit.alerts", 0, 0, alert.key(), JSON.writeValueAsString(alert.value()));
        alert.headers().forEach(header -> received.headers().add(header));
        assertThat(ReceivedEvent.from(received)).get().satisfies(event -> {
            assertThat(event.id()).isEqualTo(alert.value().id());
            assertThat(event.type()).isEqualTo(Alert.EVENT_TYPE);
        });
    }

    @Test
    void neitherAlertNorStateHoldsTheSubjectsIds() throws Exception {
        var helper = UUID.randomUUID();
        var subjects = new ArrayList<UUID>();
        for (var i = 0; i < 6; i++) {
            subjects.add(UUID.randomUUID());
            pipe(aLook().by(helper).about(subjects.get(i)).at(START.plusSeconds(i)));
        }
        var alert = JSON.writeValueAsString(alerts.readValue());
        assertThat(subjects).noneMatch(subject -> alert.contains(subject.toString()));
        for (var store : List.of(DetectionTopology.REQUESTERS, DetectionTopology.OTHERS)) {
            try (var all = driver.<String, byte[]>getKeyValueStore(store).all()) {
                all.forEachRemaining(one -> assertThat(subjects)
                        .noneMatch(subject -> one.key.contains(subject.toString())
                                || new String(one.value, StandardCharsets.ISO_8859_1).contains(subject.toString())));
            }
        }
    }

    @Test
    void refusedAttemptsCountWhereTheSubjectIsKnown() {
        var helper = UUID.randomUUID();
        for (var i = 0; i < 6; i++) {
            pipe(aLook().by(helper).refused().at(START.plusSeconds(i)));
        }
        assertThat(alerts.readValue().refused()).isEqualTo(6);
    }

    @Test
    void whatIsNobodysOrOnesOwnOrServicesOrScannedOrRepeatedOrOnePersonIsNotCounted() {
        var helper = UUID.randomUUID();
        var repeated = aLook().by(helper).at(START);
        var same = UUID.randomUUID();
        for (var i = 0; i < 9; i++) {
            if (i < 7) {
                pipe(aLook().by(helper).about(null).refused().at(START));
            }
            pipe(aLook().by(helper).about(helper).at(START));
            pipe(aLook().by(helper).about(same).at(START));
            pipe(repeated);
            pipe(aLook().byClient("service", "testresult-service", null).at(START));
            pipe(aLook().byClient("anonymous", "handle", null).at(START));
        }
        for (var i = 0; i < 61; i++) {
            pipe(aLook().byClient("checkpoint", "north-gate", "North Gate")
                    .doing("scan")
                    .at(START));
        }
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void aCheckpointHasALargerLimit() {
        for (var i = 0; i < 60; i++) {
            pipe(aLook().byClient("checkpoint", "north-gate", "North Gate").at(START.plusSeconds(i)));
        }
        assertThat(alerts.isEmpty()).isTrue();
        pipe(aLook().byClient("checkpoint", "north-gate", "North Gate").at(START.plusSeconds(61)));
        var alert = alerts.readValue();
        assertThat(alert.requester().label()).isEqualTo("North Gate");
        assertThat(alert.records()).hasSize(20);
        assertThat(alert.distinctSubjects()).isEqualTo(61);
    }

    @Test
    void malformedRecordsStopNothing() {
        var helper = UUID.randomUUID();
        var look = aLook().by(helper);
        for (var payload : List.of("", "{", "null", "[]", "\"text\"", "{\"recordId\":7}")) {
            records.pipeInput(new TestRecord<>(look.key(), payload, look.headers(), START));
        }
        records.pipeInput(new TestRecord<>(look.key(), look.payload(), new RecordHeaders(), START));
        records.pipeInput(new TestRecord<>("another key", look.payload(), look.headers(), START));
        records.pipeInput(new TestRecord<>(null, null, new RecordHeaders(), START));
        sixBy(helper);
        assertThat(alerts.readValuesToList()).hasSize(1);
    }

    @Test
    void aReplayOfTheWholeLogGivesTheSameAlerts() {
        var looks = new ArrayList<AccessFixture>();
        var helper = UUID.randomUUID();
        for (var i = 0; i < 12; i++) {
            looks.add(aLook().by(helper).at(START.plusSeconds(i)));
        }
        looks.forEach(this::pipe);
        var first = alerts.readValuesToList();
        looks.forEach(this::pipe);
        assertThat(alerts.isEmpty())
                .as("within the same state nothing is told twice")
                .isTrue();

        driver.close();
        start();
        looks.forEach(this::pipe);
        assertThat(alerts.readValuesToList()).isEqualTo(first).hasSize(3);
    }

    @Test
    void whatIsOverIsForgotten() {
        var early = UUID.randomUUID();
        pipe(aLook().by(early).at(START));
        pipe(aLook().at(START.plus(Duration.ofDays(31))));
        assertThat(store().get("requester|" + early)).isNotNull();
        pipe(aLook().at(START.plus(Duration.ofDays(33))));
        assertThat(store().get("requester|" + early)).isNull();
    }

    @Test
    void sixStrangersOfOnePersonAreToldUnderTheirOwnKeys() {
        var sought = UUID.randomUUID();
        for (var i = 0; i < 6; i++) {
            pipe(aLook().about(sought).at(START.plusSeconds(60L * i)));
        }
        var found = alerts.readRecordsToList();
        assertThat(found).hasSize(6).allMatch(one -> one.key()
                .equals(one.value().requester().id()));
        assertThat(found).extracting(one -> one.value().effect()).containsOnly(Effect.SHIELD);
        assertThat(found)
                .extracting(one -> one.value().incident())
                .containsOnly(found.get(0).value().incident());
    }

    /** The links go through a topic and a store of their own, and are read again after a restart. */
    @Test
    void accountsThatWorkThroughOneListAreOneRing() {
        var bots = ids(12);
        var list = ids(7);
        for (var i = 0; i < 24; i++) {
            var subject = list.get(i * 5 % 6 + (i >= 12 ? 1 : 0));
            pipe(aLook().by(bots.get(i % 12)).about(subject).at(START.plusSeconds(1_500L * i)));
        }
        assertThat(alerts.readValuesToList())
                .filteredOn(alert -> alert.rule().equals("ring"))
                .extracting(alert -> alert.requester().id())
                .contains(bots.get(0).toString(), bots.get(11).toString());
        assertThat(driver.getKeyValueStore(JudgingRings.STORE).approximateNumEntries())
                .isPositive();
    }

    /** The stream finds what the rules find without one, record by record: the benchmark's figures are the service's. */
    @Test
    void theStreamFindsWhatTheRulesFindWithoutIt() throws Exception {
        var random = new Random(11);
        var people = ids(600);
        var detection = new Detection(Settings.standard());
        var expected = new HashSet<UUID>();
        for (var i = 0; i < 200; i++) {
            var look = aLook().at(START.plusSeconds(120L * i)).about(people.get(random.nextInt(400)));
            look = switch (random.nextInt(4)) {
                case 0 -> look.by(people.get(500 + random.nextInt(3)));
                case 1 -> look.by(people.get(510 + random.nextInt(10))).about(people.get(450 + random.nextInt(5)));
                case 2 ->
                    look.by(people.get(550 + random.nextInt(4))).about(null).refused();
                default ->
                    look.by(people.get(560 + random.nextInt(40)))
                            .about(people.get(470))
                            .refused();
            };
            for (var alert : detection.take(look(look), look.at())) {
                if (alert.requester().kind() != CallerKind.SERVICE) {
                    expected.add(alert.id());
                }
            }
            pipe(look);
        }
        var found = alerts.readValuesToList();
        assertThat(found).extracting(Alert::rule).contains("many-strangers", "probing", "in-demand", "ring");
        assertThat(new HashSet<>(found.stream().map(Alert::id).toList())).isEqualTo(expected);
    }

    /** Known beforehand, as it is when the log is read again. */
    @Test
    void everyLookIsJudgedByTheThresholdsOfItsTime() {
        var later = START.plus(Duration.ofHours(2));
        timeline = timeline.with(new Change(1, later, Map.of("many-subjects.limits.resident", 3.0)));
        driver.close();
        start();
        var helper = UUID.randomUUID();
        for (var i = 0; i < 5; i++) {
            pipe(aLook().by(helper).at(START.plusSeconds(i)));
        }
        assertThat(alerts.isEmpty()).isTrue();
        for (var i = 0; i < 4; i++) {
            pipe(aLook().by(helper).at(later.plusSeconds(i)));
        }
        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> {
            assertThat(alert.limit()).isEqualTo(3);
            assertThat(alert.distinctSubjects()).isEqualTo(4);
            assertThat(alert.thresholds()).isEqualTo(1);
        });
        pipe(aLook().by(helper).at(START.plusSeconds(6)));
        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> {
            assertThat(alert.limit()).isEqualTo(5);
            assertThat(alert.thresholds()).isZero();
        });
    }

    private Look look(AccessFixture fixture) throws IOException {
        var json = JSON.readTree(fixture.payload());
        var subject = json.get("subject").isNull()
                ? Look.NOBODY
                : pseudonyms
                        .ofSubject(UUID.fromString(json.get("subject").asText()))
                        .first();
        return new Look(
                fixture.id(),
                fixture.at(),
                json.get("producer").asText(),
                json.get("sequence").asLong(),
                fixture.key(),
                CallerKind.RESIDENT,
                null,
                subject,
                json.get("action").asText(),
                json.get("purpose").asText(),
                null,
                json.get("outcome").asText().equals("refused"),
                json.get("reason").isNull() ? null : json.get("reason").asText(),
                null);
    }

    private static List<UUID> ids(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }

    private void sixBy(UUID helper) {
        for (var i = 0; i < 6; i++) {
            pipe(aLook().by(helper).at(START.plusSeconds(i)));
        }
    }

    /** Comes into the log at its own time. */
    private void pipe(AccessFixture look) {
        records.pipeInput(new TestRecord<>(look.key(), look.payload(), look.headers(), look.at()));
    }

    private org.apache.kafka.streams.state.KeyValueStore<String, byte[]> store() {
        return driver.getKeyValueStore(DetectionTopology.REQUESTERS);
    }
}
