package org.vouch.identity.facesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.edge.ProblemException;
import org.vouch.audit.client.edge.Problems;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.Metric;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.testing.IdentityPlatform;
import org.vouch.identity.testing.Settings;

class SpendingFaceSessionTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final SessionId ID = new SessionId("A".repeat(22));

    private final SealedFaces sealed = new SealedFaces(Settings.of(
            FaceSessionConfig.class,
            "vouch.sessions.frames-keyset=a",
            "vouch.sessions.keyset=" + IdentityPlatform.keys().resolve("sessions.json")));
    private final OneSession sessions = new OneSession();
    private final SpendingFaceSession spending =
            new SpendingFaceSession(sessions, sealed, Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<FaceTemplate> seen = new ArrayList<>();

    @Test
    void anAnswerIsFinalWhateverItIs() {
        assertThat(spent(face -> Uni.createFrom().item("refused"))).isEqualTo("refused");
        assertThat(sessions.givenBack).isEmpty();
        assertThat(seen).singleElement().satisfies(SpendingFaceSessionTest::isDestroyed);
    }

    @Test
    void aFailureIsNoAnswerAndTheSessionIsAsItWas() {
        assertThatThrownBy(() -> spent(
                        face -> Uni.createFrom().failure(Problems.overloaded().asException())))
                .isInstanceOf(ProblemException.class)
                .hasMessage("overloaded");
        assertThat(sessions.givenBack).containsExactly(sessions.usable);
        assertThat(seen).singleElement().satisfies(SpendingFaceSessionTest::isDestroyed);
    }

    @Test
    void soIsWorkThatDoesNotEvenBegin() {
        assertThatThrownBy(() -> spent(face -> {
                    throw new IllegalStateException("before anything");
                }))
                .hasMessage("before anything");
        assertThat(sessions.givenBack).containsExactly(sessions.usable);
    }

    @Test
    void thatItCannotBeGivenBackIsNotWhatTheCallerIsTold() {
        sessions.away = true;
        assertThatThrownBy(() -> spent(
                        face -> Uni.createFrom().failure(Problems.overloaded().asException())))
                .isInstanceOf(ProblemException.class)
                .hasMessage("overloaded");
    }

    @Test
    void withoutASessionNothingIsTried() {
        assertThat(spending.spend("nonsense", Purpose.LOGIN, null, this::never, () -> Uni.createFrom()
                                .item("none"))
                        .await()
                        .indefinitely())
                .isEqualTo("none");
    }

    private Uni<String> never(FaceTemplate face) {
        throw new AssertionError("there is no face");
    }

    private String spent(Function<FaceTemplate, Uni<String>> work) {
        return spending.spend(
                        ID.text(),
                        Purpose.LOGIN,
                        null,
                        face -> {
                            seen.add(face);
                            return work.apply(face);
                        },
                        () -> Uni.createFrom().item("none"))
                .await()
                .indefinitely();
    }

    private static void isDestroyed(FaceTemplate face) {
        assertThatThrownBy(face::toBytes).isInstanceOf(IllegalStateException.class);
    }

    /** Holds one usable session. */
    private final class OneSession implements FaceSessions {
        private final Spent usable = new Spent(
                new Opened(
                        ID.hash(),
                        Purpose.LOGIN,
                        null,
                        new Challenge(List.of(Challenge.Action.NEUTRAL)),
                        null,
                        NOW.plusSeconds(60)),
                sealed.seal(ID.hash(), new FaceTemplate("model", "1", Metric.EUCLIDEAN, new float[] {1, 2})),
                "gate camera");
        private final List<Spent> givenBack = new ArrayList<>();
        private boolean away;

        @Override
        public Uni<Optional<Spent>> spend(byte[] idHash, Purpose purpose, @Nullable String opener, Instant now) {
            return Uni.createFrom().item(Optional.of(usable));
        }

        @Override
        public Uni<Void> giveBack(Spent spent) {
            givenBack.add(spent);
            return away
                    ? Uni.createFrom().failure(new IllegalStateException("the database is away"))
                    : Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> open(Opened session) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Boolean> untouched(byte[] idHash, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Claim> claim(byte[] idHash, @Nullable String caller, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Boolean> makeUsable(byte[] idHash, byte[] sealedFace, @Nullable String camera, Instant now) {
            throw new UnsupportedOperationException();
        }
    }
}
