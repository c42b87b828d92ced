package org.vouch.identity.facesession;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.function.Supplier;
import org.vouch.identity.face.FaceEngine;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.platform.BoundedWork;

/** Reads pictures on few threads, whoever sent them: each takes a core and up to 30 MB while it is read. */
@ApplicationScoped
public class ReadingFaces {
    private static final int WAITING_PICTURES = 64;

    private final FaceEngine engine;
    private final Fingerprints fingerprints;
    private final BoundedWork work;

    ReadingFaces(FaceEngine engine, Fingerprints fingerprints, FaceSessionConfig config) {
        this.engine = engine;
        this.fingerprints = fingerprints;
        this.work = new BoundedWork("faces", config.judgedAtOnce(), WAITING_PICTURES);
    }

    /** What the engine made of a picture, and what it is known again by. */
    public record Read(FaceReading reading, Fingerprint fingerprint) {}

    void stop(@Observes ShutdownEvent event) {
        work.close();
    }

    /** Reads one picture and overwrites it, whatever comes of it. */
    public Uni<FaceReading> read(byte[] picture) {
        return overwriting(picture, () -> engine.read(picture));
    }

    /** The same for a picture that a camera is said to have taken now. */
    public Uni<Read> readFrame(byte[] picture) {
        return overwriting(picture, () -> new Read(engine.read(picture), fingerprints.of(picture)));
    }

    private <T> Uni<T> overwriting(byte[] picture, Supplier<T> reading) {
        return work.run(() -> {
                    try {
                        return reading.get();
                    } finally {
                        Arrays.fill(picture, (byte) 0);
                    }
                })
                .onFailure()
                .invoke(() -> Arrays.fill(picture, (byte) 0));
    }
}
