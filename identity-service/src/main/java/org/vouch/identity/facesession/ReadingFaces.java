package org.vouch.identity.facesession;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import org.vouch.identity.face.FaceEngine;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.platform.BoundedWork;
import org.vouch.identity.platform.Turns;

/**
 * Reads pictures on few threads: each takes a core and up to 30 MB while it is read. Whoever sends the most and the largest
 * has no more turns than anybody else who waits.
 */
@ApplicationScoped
public class ReadingFaces {
    private static final int WAITING_PICTURES = 64;

    private final FaceEngine engine;
    private final BoundedWork work;
    private final Turns turns;

    ReadingFaces(FaceEngine engine, FaceSessionConfig config) {
        this.engine = engine;
        this.work = new BoundedWork("faces", config.judgedAtOnce(), config.judgedAtOnce());
        this.turns = new Turns(config.judgedAtOnce(), WAITING_PICTURES);
    }

    void stop(@Observes ShutdownEvent event) {
        work.close();
    }

    /** Reads one picture, for {@code whom}, and overwrites it, whatever comes of it. */
    public Uni<FaceReading> read(String whom, byte[] picture) {
        return turns.take(
                        whom,
                        () -> work.run(() -> {
                            try {
                                return engine.read(picture);
                            } finally {
                                Arrays.fill(picture, (byte) 0);
                            }
                        }))
                .onFailure()
                .invoke(() -> Arrays.fill(picture, (byte) 0));
    }
}
