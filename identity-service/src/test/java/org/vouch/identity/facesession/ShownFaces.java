package org.vouch.identity.facesession;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.testing.Patience;
import org.vouch.identity.face.FaceEngine;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.Somebody;

/**
 * Sessions that hold a face without the frames that lead to it, for what comes after the frames: a sitting takes seconds.
 * The face is what the engine reads of the person's picture.
 */
@ApplicationScoped
public class ShownFaces {
    private static final Map<Somebody, byte[]> TEMPLATES = new EnumMap<>(Somebody.class);

    @Inject
    FaceSessions sessions;

    @Inject
    SealedFaces sealed;

    @Inject
    FaceEngine engine;

    @Inject
    Clock clock;

    /** The id of a new session in which this face is. */
    public String shown(String purpose, @Nullable String token, Somebody face) {
        return shownIn(Api.open(purpose, token), face);
    }

    /** The same id: of a session that is open. */
    public String shownIn(String id, Somebody face) {
        return shownIn(id, face, null);
    }

    /** The same, of an enrolled camera. */
    public String shownIn(String id, Somebody face, @Nullable String camera) {
        var hash = SessionId.read(id).orElseThrow().hash();
        assertThat(sessions.makeUsable(hash, sealed.seal(hash, template(face)), camera, clock.instant())
                        .await()
                        .atMost(Patience.LONG))
                .isTrue();
        return id;
    }

    public void enrolled(Somebody person) {
        Api.enrolled(person, shown("enrolment", null, person));
    }

    /** The access token of this person, enrolled. */
    public String loggedIn(Somebody person) {
        enrolled(person);
        return Api.login(shown("login", null, person), person.number(), person.fullName())
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private FaceTemplate template(Somebody face) {
        synchronized (TEMPLATES) {
            return FaceTemplate.fromBytes(
                    TEMPLATES.computeIfAbsent(face, one -> ((FaceReading.Usable) engine.read(one.capture()))
                            .template()
                            .toBytes()));
        }
    }
}
