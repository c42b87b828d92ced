package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.facesession.ShownFaces;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.Events;
import org.vouch.identity.testing.IdentityPlatform;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;

/** A document that exists for nobody is any unknown one, but in the access record. */
@ServiceTest
class HoneyTest {
    private static final Somebody FACE = Somebody.LI;
    private static final String UNKNOWN = Somebody.unknownNumber(32);

    private final ObjectMapper json = new ObjectMapper();
    private final UUID helper = UUID.randomUUID();
    private final String token = TestTokens.resident(helper);

    @Inject
    ShownFaces faces;

    @Test
    void whateverIsTriedTheAnswerIsThatOfAnUnknownDocument() throws Exception {
        same(number -> Api.check(token, faces.shown("presence", token, FACE), number, FACE.fullName()));
        same(number -> Api.check(token, Api.open("presence", token), number, FACE.fullName()));
        same(number -> Api.login(faces.shown("login", null, FACE), number, FACE.fullName()));
        same(number -> Api.enrol(faces.shown("enrolment", null, FACE), number, FACE.fullName()));

        var records = Events.of("access.records", helper.toString(), 4);
        assertThat(records)
                .extracting(
                        record -> json.readTree(record.value()).path("reason").asText())
                .containsExactly("honey", "not-enrolled", "honey", "face-session");
        assertThat(json.readTree(records.get(0).value()).path("subject").isNull())
                .isTrue();
    }

    private static void same(Function<String, Response> attempt) {
        var honey = told(attempt.apply(IdentityPlatform.HONEY));
        assertThat(honey).isEqualTo(told(attempt.apply(UNKNOWN)));
        assertThat(honey.toString()).doesNotContain("honey");
    }

    private static Map<String, String> told(Response answer) {
        var told = new TreeMap<String, String>();
        answer.getHeaders().forEach(header -> told.put(header.getName(), header.getValue()));
        told.put("status", Integer.toString(answer.statusCode()));
        told.put("body", answer.asString());
        return told;
    }
}
