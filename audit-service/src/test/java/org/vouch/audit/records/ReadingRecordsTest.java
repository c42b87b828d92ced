package org.vouch.audit.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.testing.AccessFixture.JSON;
import static org.vouch.audit.testing.AccessFixture.aLook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.records.ReadingRecords.Reading;
import org.vouch.audit.testing.AccessFixture;

class ReadingRecordsTest {
    private static final Path CONTRACT = Path.of("client/src/main/resources/contract");

    private final ReadingRecords reading = new ReadingRecords(JSON);

    @ParameterizedTest
    @ValueSource(strings = {"granted", "refused"})
    void readsTheProducersExample(String outcome) throws IOException {
        var example = Files.readString(CONTRACT.resolve("access-" + outcome + ".v1.example.json"));
        var fields = JSON.readTree(example);
        var headers = AccessFixture.headers(
                UUID.fromString(fields.get("recordId").asText()),
                outcome.equals("granted") ? "org.vouch.access.AccessGranted.v1" : "org.vouch.access.AccessRefused.v1",
                java.time.Instant.parse(fields.get("at").asText()));
        var read = reading.read(fields.get("requester").get("id").asText(), example, headers);
        assertThat(read).isInstanceOf(Reading.Access.class);
        var access = ((Reading.Access) read).access();
        assertThat(access.outcome().wire()).isEqualTo(outcome);
        assertThat(access.recordId()).hasToString(fields.get("recordId").asText());
        assertThat(access.sequence()).isEqualTo(fields.get("sequence").asLong());
        assertThat(access.requester().kind().wire())
                .isEqualTo(fields.get("requester").get("kind").asText());
        assertThat(access.subject() == null).isEqualTo(fields.get("subject").isNull());
    }

    @Test
    void aFieldThatIsNewIsNoObstacle() {
        var look = aLook();
        var payload = look.payload().replaceFirst("\\{", "{\"new\":{\"deep\":[1]},");
        assertThat(reading.read(look.key(), payload, look.headers())).isInstanceOf(Reading.Access.class);
    }

    @Test
    void anotherKindOfFactIsNotMalformed() {
        var look = aLook();
        var headers = AccessFixture.headers(look.id(), "org.vouch.access.Heartbeat.v1", look.at());
        assertThat(reading.read(look.key(), "{}", headers)).isInstanceOf(Reading.Other.class);
    }

    static List<String> malformed() {
        var sound = aLook().byClient("checkpoint", "gate", "Gate").payload();
        return List.of(
                "",
                "null",
                "[]",
                "{}",
                sound.substring(0, sound.length() - 1),
                sound.replace("\"sequence\":", "\"sequence\":-"),
                sound.replace("\"sequence\":", "\"sequence\":\"text\",\"other\":"),
                sound.replace("\"kind\":\"checkpoint\"", "\"kind\":\"god\""),
                sound.replace("\"kind\":\"checkpoint\"", "\"kind\":null"),
                sound.replace("\"id\":\"gate\"", "\"id\":\"other\""),
                sound.replace("\"outcome\":\"granted\"", "\"outcome\":\"refused\""),
                sound.replace("\"outcome\":\"granted\"", "\"outcome\":null"),
                sound.replace("\"action\":\"proxy-lookup\"", "\"action\":null"),
                sound.replace("\"action\":\"proxy-lookup\"", "\"action\":\"a\\u0000b\""),
                sound.replace("\"action\":\"proxy-lookup\"", "\"action\":\"" + "a".repeat(201) + "\""),
                sound.replaceFirst("\"recordId\":\"[^\"]*\"", "\"recordId\":\"no uuid\""),
                sound.replaceFirst("\"subject\":\"[^\"]*\"", "\"subject\":\"no uuid\""),
                sound.replaceFirst("\"at\":\"[^\"]*\"", "\"at\":\"yesterday\""),
                sound.replaceFirst("\"at\":\"[^\"]*\"", "\"at\":\"1969-12-31T23:59:59Z\""),
                sound.replaceFirst("\"at\":\"[^\"]*\"", "\"at\":\"+290000-01-01T00:00:00Z\""));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsMalformedIsToldApartAndNeverThrown(String payload) {
        var headers =
                AccessFixture.headers(UUID.randomUUID(), "org.vouch.access.AccessGranted.v1", java.time.Instant.now());
        assertThat(reading.read("gate", payload, headers)).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void theNumberOfAMalformedRecordIsReadWhereItCanBe() {
        var sound = aLook().byClient("checkpoint", "gate", "Gate").numbered("some-service", 7);
        var odd = sound.payload().replace("\"kind\":\"checkpoint\"", "\"kind\":\"god\"");
        assertThat(number(odd)).isEqualTo(new ProducerNumber("some-service", 7));
        assertThat(number(odd.replace("\"sequence\":7", "\"sequence\":0"))).isNull();
        assertThat(number(odd.replace("\"sequence\":7", "\"sequence\":7.5"))).isNull();
        assertThat(number(odd.replace("\"sequence\":7", "\"sequence\":99999999999999999999")))
                .isNull();
        assertThat(number(odd.replace("some-service", "a\\u0000b"))).isNull();
        assertThat(number("{")).isNull();
        assertThat(number("7")).isNull();
    }

    @Test
    void theHeartbeatThatProducersSendIsRead() throws IOException {
        var example = Files.readString(CONTRACT.resolve("producer-reported.v1.example.json"));
        assertThat(heartbeat(example, "3")).isInstanceOfSatisfying(Reading.Heartbeat.class, read -> {
            assertThat(read.partitions()).isEqualTo(3);
            assertThat(read.heartbeat().producer()).isEqualTo("healthcode-service");
            assertThat(read.heartbeat().last()).isEqualTo(18);
            assertThat(read.heartbeat().stopping()).isFalse();
        });
        for (var partitions : List.of("", "0", "-1", "many", "100000")) {
            assertThat(heartbeat(example, partitions)).isInstanceOf(Reading.Unreadable.class);
        }
        for (var odd : List.of(
                "",
                "null",
                "[]",
                "{}",
                example.replace("\"last\": 18", "\"last\": -1"),
                example.replace("\"head\": \"", "\"head\": \"x"),
                example.replace("2026-11-22T08:15:40.123456Z", "1969-12-31T23:59:59Z"),
                example.replace("healthcode-service", "a".repeat(201)))) {
            assertThat(heartbeat(odd, "3")).isInstanceOf(Reading.Unreadable.class);
        }
    }

    @Test
    void whatAServiceSaysOfAnHourIsRead() throws IOException {
        var example = Files.readString(CONTRACT.resolve("acts-reported.v1.example.json"));
        assertThat(acts(example)).isInstanceOfSatisfying(Reading.Acts.class, read -> {
            assertThat(read.acts().hour()).isEqualTo("2026-11-22T08:00:00Z");
            assertThat(read.acts().proofs()).containsExactly("9f2b6a0c1d7e4f8390a1b2c3d4e5f607");
        });
        for (var odd : List.of(
                "",
                "null",
                "[]",
                "{}",
                example.replace("08:00:00", "08:00:01"),
                example.replace("\"part\": 0", "\"part\": 1"),
                example.replace("\"parts\": 1", "\"parts\": 0"),
                example.replace("\"last\": 18", "\"last\": -1"),
                example.replace("f607\"", "f60\""),
                example.replace("\"9f2b6a0c1d7e4f8390a1b2c3d4e5f607\"", "null"),
                example.replace("\"proxy-lookup\"", "null"))) {
            assertThat(acts(odd)).isInstanceOf(Reading.Unreadable.class);
        }
    }

    private Reading acts(String payload) {
        return reading.read(
                "healthcode-service",
                payload,
                AccessFixture.headers(UUID.randomUUID(), "org.vouch.access.ActsReported.v1", java.time.Instant.now()));
    }

    private Reading heartbeat(String payload, String partitions) {
        var headers = AccessFixture.headers(
                UUID.randomUUID(), "org.vouch.access.ProducerReported.v1", java.time.Instant.now());
        headers.add("partitions", partitions.getBytes(StandardCharsets.US_ASCII));
        return reading.read("*", payload, headers);
    }

    private @Nullable ProducerNumber number(String payload) {
        var headers =
                AccessFixture.headers(UUID.randomUUID(), "org.vouch.access.AccessGranted.v1", java.time.Instant.now());
        return ((Reading.Unreadable) reading.read("gate", payload, headers)).number();
    }

    @Test
    void withoutHeadersKeyOrPayloadThereIsNoEvent() {
        var look = aLook();
        assertThat(reading.read(look.key(), look.payload(), new RecordHeaders()))
                .isInstanceOf(Reading.Unreadable.class);
        assertThat(reading.read(null, look.payload(), look.headers())).isInstanceOf(Reading.Unreadable.class);
        assertThat(reading.read(look.key(), null, look.headers())).isInstanceOf(Reading.Unreadable.class);
    }
}
