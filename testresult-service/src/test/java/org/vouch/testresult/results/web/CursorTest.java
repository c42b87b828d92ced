package org.vouch.testresult.results.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.testresult.results.OwnResults.Place;

class CursorTest {
    private static final Place PLACE = new Place(
            Instant.parse("2026-11-22T10:00:00.123456Z"), UUID.fromString("0e8b9a0c-3b51-4a0e-8a53-0a7d6a1b5c22"));

    @Test
    void namesAPlaceToTheMicrosecond() {
        assertThat(Cursor.of(PLACE)).isEqualTo("AAZg2opTakAOi5oMO1FKDopTCn1qG1wi");
        assertThat(Cursor.read(Cursor.of(PLACE))).contains(PLACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "AA", "not base64!", "AAZg2opTakAOi5oMO1FKDopTCn1qG1wiAA", "__________8OiMO1FKDopTCn1qG1wi"})
    void isNothingElse(String text) {
        assertThat(Cursor.read(text)).isEmpty();
    }
}
