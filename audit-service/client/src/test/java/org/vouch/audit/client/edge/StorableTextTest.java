package org.vouch.audit.client.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTextTest {
    private final ObjectMapper json = StrictJson.strict(new ObjectMapper());

    record Body(String text, List<String> texts) {}

    @Test
    void takesAnyOtherText() throws Exception {
        assertThat(json.readValue("{\"text\":\"\\u0001\\n\u5f20\\ud83d\\ude00\",\"texts\":[\"\",null]}", Body.class)
                        .text())
                .isEqualTo("\u0001\n\u5f20\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"a\\u0000\"}",
                "{\"text\":\"\\ud83d\"}",
                "{\"text\":\"\\ude00\\ud83d\"}",
                "{\"text\":\"\\ud83da\"}",
                "{\"text\":7}",
                "{\"text\":true}",
                "{\"text\":[\"a\"]}"
            })
    void refusesWhatCannotBeStoredAndWhatIsNoText(String body) {
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
