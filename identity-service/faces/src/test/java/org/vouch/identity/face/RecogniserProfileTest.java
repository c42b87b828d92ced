package org.vouch.identity.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.RecogniserProfile.Network;

class RecogniserProfileTest {

    @Test
    void shipsTwoNetworksWhoseNumbersStandSideBySide() {
        RecogniserProfile profile = RecogniserProfile.named(RecogniserProfile.BUILT_IN);

        assertThat(profile.threshold()).isEqualTo(.445);
        assertThat(profile.networks()).extracting(Network::dimensions).containsExactly(128, 256);
        assertThat(profile.dimensions()).isEqualTo(384);
        assertThat(profile.networks())
                .allSatisfy(network -> assertThat(network.landmarks()).hasSize(5));
        assertThat(MatchPolicy.of(profile).threshold()).isEqualTo(.445);
    }

    @Test
    void hasNoDefaultForAnyField() throws IOException {
        JsonNode shipped = new ObjectMapper().readTree(shipped());

        assertThat(fields(shipped)).hasSize(6);
        for (String field : fields(shipped)) {
            needs(shipped, "", field);
        }
        assertThat(fields(shipped.at("/networks/1"))).hasSize(11);
        for (String field : fields(shipped.at("/networks/1"))) {
            needs(shipped, "/networks/1", field);
        }
    }

    private static List<String> fields(JsonNode object) {
        List<String> fields = new ArrayList<>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static void needs(JsonNode shipped, String place, String field) {
        JsonNode without = shipped.deepCopy();
        ((ObjectNode) without.at(place)).remove(field);
        assertThatThrownBy(() -> read(without.toString()))
                .as("without " + field)
                .isInstanceOf(IOException.class);
        ((ObjectNode) without.at(place)).putNull(field);
        assertThatThrownBy(() -> read(without.toString())).as("null " + field).isInstanceOf(IOException.class);
    }

    @Test
    void refusesAFieldThatIsNotKnown() throws IOException {
        String json = shipped().replace("\"scale\"", "\"lenient\": true, \"scale\"");

        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class).hasMessageContaining("lenient");
    }

    @Test
    void refusesAThresholdThatAcceptsNobodyOrEverybody() throws IOException {
        for (String threshold : new String[] {"0", "-1", "\"NaN\"", "\"Infinity\""}) {
            String json = shipped().replace("\"threshold\": 0.445", "\"threshold\": " + threshold);

            assertThatThrownBy(() -> read(json)).as(threshold).isInstanceOf(IOException.class);
        }
    }

    @Test
    void weighsSeveralNetworksOnlyByNumbersOfLengthOne() throws IOException {
        String json =
                shipped().replace("\"normalise\": true", "\"normalise\": false").replace("CHORD", "COSINE");

        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class).hasMessageContaining("several networks");
    }

    @Test
    void measuresChordsOnlyBetweenTemplatesOfLengthOne() throws IOException {
        ObjectNode one = (ObjectNode) new ObjectMapper().readTree(shipped());
        ((ArrayNode) one.path("networks")).remove(1);
        String json = one.put("normalise", false).toString();

        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class).hasMessageContaining("length 1");
    }

    @Test
    void refusesAProfileThatIsNotThere() {
        assertThatThrownBy(() -> RecogniserProfile.named("none.json")).hasMessageContaining("none.json");
    }

    private static String shipped() throws IOException {
        try (InputStream resource = RecogniserProfile.class.getResourceAsStream(RecogniserProfile.BUILT_IN)) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RecogniserProfile read(String json) throws IOException {
        return RecogniserProfile.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
