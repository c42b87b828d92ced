package org.vouch.identity.facesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.edge.ProblemException;
import org.vouch.identity.face.FaceEngine;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.testing.Settings;

class ReadingFacesTest {
    private static final FaceSessionConfig CONFIG = Settings.of(
            FaceSessionConfig.class,
            "vouch.sessions.keyset=a",
            "vouch.sessions.frames-keyset=a",
            "vouch.sessions.judged-at-once=1");
    private static final FaceReading NOTHING = new FaceReading.Refused(Reason.NO_FACE);

    @Test
    void overwritesWhatItHasRead() {
        var picture = new byte[] {1, 2, 3};
        assertThat(reading(image -> NOTHING).read(picture).await().indefinitely())
                .isEqualTo(NOTHING);
        assertThat(picture).containsOnly(0);
    }

    @Test
    void overwritesWhatCouldNotBeRead() {
        var picture = new byte[] {1, 2, 3};
        var failing = reading(image -> {
            throw new IllegalStateException("no engine");
        });
        assertThatThrownBy(() -> failing.read(picture).await().indefinitely()).hasMessage("no engine");
        assertThat(picture).containsOnly(0);
    }

    @Test
    void overwritesWhatItHasNoTimeFor() {
        var go = new CountDownLatch(1);
        var slow = reading(image -> {
            try {
                go.await();
                return NOTHING;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        var refused = new ArrayList<Throwable>();
        var pictures = new ArrayList<byte[]>();
        while (refused.isEmpty()) {
            var picture = new byte[] {1, 2, 3};
            pictures.add(picture);
            slow.read(picture).subscribe().with(read -> {}, refused::add);
        }
        assertThat(refused).singleElement().isInstanceOf(ProblemException.class);
        assertThat(pictures.get(pictures.size() - 1)).containsOnly(0);
        go.countDown();
        slow.stop(new ShutdownEvent());
    }

    private static ReadingFaces reading(FaceEngine engine) {
        return new ReadingFaces(engine, CONFIG);
    }
}
