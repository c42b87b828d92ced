package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.face.challenge.Challenge.Action;
import org.vouch.identity.face.challenge.Challenge.Step;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.IdentityPlatform;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Sitting;
import org.vouch.identity.testing.Somebody;
import org.vouch.puppet.Sitter.Shot;

/** Where a checkpoint's camera is enrolled, pictures that it did not sign are not even looked at. */
@ServiceTest
class CaptureTest {
    private static final Somebody LI = Somebody.LI;

    @Inject
    Pool pool;

    private final String gate = TestTokens.client("checkpoint", IdentityPlatform.SIGNING_CAMERA);

    @Test
    void framesThatTheCameraSignedProveAPresence() {
        Api.enrolled(LI);
        var session = Api.opened("presence", gate);
        var shots = Sitting.shots(LI, session.challenge());

        notAttested(Api.frames(session.id(), gate, shots));
        var swapped = List.of(shots.get(1), shots.get(0));
        notAttested(sent(session.id(), swapped, signed(session.id(), shots)));
        notAttested(sent(session.id(), shots.subList(0, 1), signed(session.id(), shots)));
        notAttested(sent(session.id(), shots, signed(Api.open("presence", gate), shots)));

        sent(session.id(), shots, signed(session.id(), shots)).then().statusCode(200);
        assertThat(pool.query("select 1 from face_session where state = 'usable' and camera = opener || ' "
                                + IdentityPlatform.camera().getKeyId() + "'")
                        .execute()
                        .await()
                        .atMost(Patience.LONG)
                        .size())
                .isOne();
        Api.check(gate, session.id(), LI.number(), LI.fullName()).then().statusCode(200);
    }

    @Test
    void whoHasNoCameraSendsNoStatement() {
        var token = TestTokens.client("checkpoint", "north-gate");
        var session = Api.open("presence", token);
        var picture = List.of(new Shot(new Step(0, Action.NEUTRAL), LI.capture()));
        notAttested(Api.frames(session, token, picture, signed(session, picture)));
    }

    private Response sent(String session, List<Shot> shots, String statement) {
        return Api.frames(session, gate, shots, statement);
    }

    private static void notAttested(Response answer) {
        answer.then().statusCode(422).body("type", equalTo("urn:vouch:problem:capture-not-attested"));
    }

    private static String signed(String session, List<Shot> shots) {
        var claims = new JwtClaims();
        claims.setClaim("session", session);
        claims.setClaim(
                "frames",
                shots.stream()
                        .map(shot -> Map.of("step", shot.step().step(), "sha256", hash(shot.picture())))
                        .toList());
        return TestTokens.sign(claims, "capture+jwt", IdentityPlatform.camera());
    }

    private static String hash(byte[] picture) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(picture));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
