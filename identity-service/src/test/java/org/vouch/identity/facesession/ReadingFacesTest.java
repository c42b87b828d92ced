package org.vouch.identity.facesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
        assertThat(reading(image -> NOTHING).read("one", picture).await().indefinitely())
                .isEqualTo(NOTHING);
        assertThat(picture).containsOnly(0);
    }

    @Test
    void overwritesWhatCouldNotBeRead() {
        var picture = new byte[] {1, 2, 3};
        var failing = reading(image -> {
            throw new IllegalStateException("no engine");
        });
        assertThatThrownBy(() -> failing.read("one", picture).await().indefinitely())
                .hasMessage("no engine");
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
            slow.read("one", picture).subscribe().with(read -> {}, refused::add);
        }
        assertThat(refused).singleElement().isInstanceOf(ProblemException.class);
        assertThat(pictures.get(pictures.size() - 1)).containsOnly(0);
        go.countDown();
        slow.stop(new ShutdownEvent());
    }

    /** However many and however large: all of one address hold up the others by one picture. */
    @Test
    void readsOfEachWhoWaitsOneAfterTheOther() throws InterruptedException {
        var go = new Semaphore(0);
        var order = new LinkedBlockingQueue<Byte>();
        var slow = reading(image -> {
            order.add(image[0]);
            go.acquireUninterruptibly();
            return NOTHING;
        });
        for (var picture : new byte[] {1, 2, 3, 4}) {
            slow.read("many", new byte[] {picture}).subscribe().with(read -> {});
        }
        slow.read("few", new byte[] {9}).subscribe().with(read -> {});
        go.release(5);
        for (var picture : new byte[] {1, 2, 9, 3, 4}) {
            assertThat(order.poll(10, TimeUnit.SECONDS)).isEqualTo(picture);
        }
        slow.stop(new ShutdownEvent());
    }

    private static ReadingFaces reading(FaceEngine engine) {
        return new ReadingFaces(engine, CONFIG);
    }
}
