package org.vouch.identity.honey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problems;
import org.vouch.identity.document.Document;
import org.vouch.identity.testing.Somebody;

class HoneyDocumentsTest {
    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final Document HONEY = document(Somebody.unknownNumber(41));
    private static final Document OTHER = document(Somebody.unknownNumber(42));
    private static final LookDecision<String> REFUSED =
            LookDecision.refused(Circumstances.UNKNOWN, Problems.presenceNotProven(), "not-enrolled");

    @TempDir
    Path folder;

    @Test
    void marksARefusalOfAListedDocumentInItsReasonAlone() throws Exception {
        var honey = listing(hmac(HONEY) + "\n\n" + hmac(document(Somebody.unknownNumber(43))) + "\n");
        assertThat(honey.marked(HONEY, REFUSED))
                .isEqualTo(LookDecision.refused(Circumstances.UNKNOWN, Problems.presenceNotProven(), "honey"));
        assertThat(honey.marked(HONEY, LookDecision.withheld(Circumstances.UNKNOWN, "answer", "not-enrolled")))
                .isEqualTo(LookDecision.withheld(Circumstances.UNKNOWN, "answer", "honey"));
        assertThat(honey.marked(OTHER, REFUSED)).isSameAs(REFUSED);
    }

    /** A number that somebody turns out to hold is no honey. */
    @Test
    void marksNothingAboutAnybodyWhoExists() throws Exception {
        var honey = listing(hmac(HONEY));
        var about = Circumstances.about(UUID.randomUUID());
        LookDecision<String> refused = LookDecision.refused(about, Problems.presenceNotProven(), "face-differs");
        LookDecision<String> granted = LookDecision.granted(about, "answer");
        assertThat(honey.marked(HONEY, refused)).isSameAs(refused);
        assertThat(honey.marked(HONEY, granted)).isSameAs(granted);
    }

    @Test
    void withoutAListThereIsNone() {
        assertThat(new HoneyDocuments(config(null, null)).marked(HONEY, REFUSED))
                .isSameAs(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "00112233", "110101199003074258"})
    void aLineThatIsNoHmacStopsTheStartAndIsNotRepeated(String line) {
        assertThatThrownBy(() -> listing(line))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining(line);
    }

    @Test
    void aListStopsTheStartWithoutItsKeyOrWithAShortOne() throws IOException {
        var file = Files.writeString(folder.resolve("list"), "");
        assertThatThrownBy(() -> new HoneyDocuments(config(file, null))).isInstanceOf(IllegalStateException.class);
        var key = Files.writeString(folder.resolve("short"), KEY.substring(2));
        assertThatThrownBy(() -> new HoneyDocuments(config(file, key))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new HoneyDocuments(config(folder.resolve("none"), key)))
                .isInstanceOf(IllegalStateException.class);
    }

    private HoneyDocuments listing(String lines) throws IOException {
        var key = Files.writeString(folder.resolve("key"), KEY + "\n");
        return new HoneyDocuments(config(Files.writeString(folder.resolve("list"), lines), key));
    }

    private static String hmac(Document document) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(KEY), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(document.identifying()));
    }

    private static Document document(String number) {
        return ((Document.Reading.WellFormed) Document.read("resident-id", number, LocalDate.of(2026, 11, 22)))
                .document();
    }

    private static HoneyConfig config(@Nullable Path file, @Nullable Path key) {
        return new HoneyConfig() {
            @Override
            public Optional<Path> file() {
                return Optional.ofNullable(file);
            }

            @Override
            public Optional<Path> key() {
                return Optional.ofNullable(key);
            }
        };
    }
}
