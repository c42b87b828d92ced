package org.vouch.healthcode.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    private static final Path TESTRESULT = Path.of("../testresult-service/src/main/resources/contract");

    /** Else a correct negative would be yellow first and green later, and no event would tell of it. */
    @ParameterizedTest
    @ValueSource(strings = {"result-reported", "retest-required"})
    void countsFromTheStartWhateverTestresultServiceTakes(String event) throws IOException {
        var schema = new ObjectMapper()
                .readTree(TESTRESULT.resolve(event + ".v1.schema.json").toFile());
        var ahead = schema.at("/properties/sampledAt/x-ahead-at-most").textValue();
        assertThat(Moment.SITES_AHEAD_BY).isEqualTo(Duration.parse(ahead));
    }
}
