package org.vouch.identity.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecogniserProfileTest {

    @Test
    void shipsDlibsNetworkStricterThanItsAuthorAdvises() {
        RecogniserProfile profile = RecogniserProfile.named(RecogniserProfile.DLIB_RESNET);

        assertThat(profile.threshold()).isEqualTo(.35);
        assertThat(profile.dimensions()).isEqualTo(128);
        assertThat(profile.landmarks()).hasSize(5);
        assertThat(MatchPolicy.of(profile).threshold()).isEqualTo(.35);
    }

    @Test
    void hasNoDefaultForAnyField() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode shipped = mapper.readTree(shipped());
        List<String> fields = new ArrayList<>();
        shipped.fieldNames().forEachRemaining(fields::add);

        assertThat(fields).hasSize(15);
        for (String field : fields) {
            ObjectNode without = shipped.deepCopy();
            without.remove(field);
            assertThatThrownBy(() -> read(without.toString()))
                    .as("without " + field)
                    .isInstanceOf(IOException.class);
            without.putNull(field);
            assertThatThrownBy(() -> read(without.toString()))
                    .as("null " + field)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesAFieldThatIsNotKnown() throws IOException {
        String json = shipped().replace("\"scale\"", "\"lenient\": true, \"scale\"");

        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class).hasMessageContaining("lenient");
    }

    @Test
    void refusesAThresholdThatAcceptsNobodyOrEverybody() throws IOException {
        for (String threshold : new String[] {"0", "-1", "\"NaN\"", "\"Infinity\""}) {
            String json = shipped().replace("\"threshold\": 0.35", "\"threshold\": " + threshold);

            assertThatThrownBy(() -> read(json)).as(threshold).isInstanceOf(IOException.class);
        }
    }

    @Test
    void measuresChordsOnlyBetweenTemplatesOfLengthOne() throws IOException {
        String json = shipped().replace("\"normalise\": true", "\"normalise\": false");

        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class).hasMessageContaining("length 1");
    }

    @Test
    void refusesAProfileThatIsNotThere() {
        assertThatThrownBy(() -> RecogniserProfile.named("none.json")).hasMessageContaining("none.json");
    }

    private static String shipped() throws IOException {
        try (InputStream resource = RecogniserProfile.class.getResourceAsStream(RecogniserProfile.DLIB_RESNET)) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RecogniserProfile read(String json) throws IOException {
        return RecogniserProfile.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
