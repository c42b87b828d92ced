package org.vouch.audit.client.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextWithoutNulTest {
    private final ObjectMapper json = StrictJson.strict(new ObjectMapper());

    record Body(String text, List<String> texts) {}

    @Test
    void takesAnyOtherText() throws Exception {
        assertThat(json.readValue("{\"text\":\"\\u0001\\n\u5f20\",\"texts\":[\"\",null]}", Body.class)
                        .text())
                .isEqualTo("\u0001\n\u5f20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"a\\u0000\"}", "{\"text\":7}", "{\"text\":true}", "{\"text\":[\"a\"]}"})
    void refusesANulAndWhatIsNoText(String body) {
        assertThatThrownBy(() -> json.readValue(body, Body.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageNotContaining("\0");
    }

    @Test
    void refusesANulInAListToo() {
        assertThatThrownBy(() -> json.readValue("{\"texts\":[\"a\",\"\\u0000\"]}", Body.class))
                .isInstanceOf(JsonMappingException.class);
    }
}
