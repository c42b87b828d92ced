package org.vouch.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.local.contract.Operations.Operation;

class OperationsTest {

    private static final String PERSON = "{\"properties\":{\"maskedName\":{\"type\":\"string\"}}}";

    @Test
    void listsAndMapsAreWalkedAlike() throws Exception {
        assertThat(paths("{\"items\":" + PERSON + "}")).contains("[].maskedName");
        assertThat(paths("{\"additionalProperties\":" + PERSON + "}")).contains("[].maskedName");
        assertThat(paths("{\"properties\":{\"byName\":{\"additionalProperties\":{\"items\":" + PERSON + "}}}}"))
                .contains("byName[][].maskedName");
        assertThat(paths(PERSON)).contains("maskedName");
    }

    private static List<String> paths(String schema) throws Exception {
        JsonNode definition = new ObjectMapper()
                .readTree("{\"responses\":{\"200\":{\"content\":{\"application/json\":{\"schema\":" + schema + "}}}}}");
        var paths = new ArrayList<String>();
        new Operation("audit: GET /", "/", definition, definition).visitAnswer((path, ignored) -> paths.add(path));
        return paths;
    }
}
