package org.vouch.identity.facesession;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import org.vouch.identity.face.FaceEngine;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.platform.BoundedWork;

/** Reads pictures on few threads, whoever sent them: each takes a core and up to 30 MB while it is read. */
@ApplicationScoped
public class ReadingFaces {
    private static final int WAITING_PICTURES = 64;

    private final FaceEngine engine;
    private final BoundedWork work;

    ReadingFaces(FaceEngine engine, FaceSessionConfig config) {
        this.engine = engine;
        this.work = new BoundedWork("faces", config.judgedAtOnce(), WAITING_PICTURES);
    }

    void stop(@Observes ShutdownEvent event) {
        work.close();
    }

    /** Reads one picture and overwrites it, whatever comes of it. */
    public Uni<FaceReading> read(byte[] picture) {
        return work.run(() -> {
                    try {
                        return engine.read(picture);
                    } finally {
                        Arrays.fill(picture, (byte) 0);
                    }
                })
                .onFailure()
                .invoke(() -> Arrays.fill(picture, (byte) 0));
    }
}
