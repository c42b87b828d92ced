package org.vouch.bench;

import java.util.EnumMap;
import java.util.Map;
import org.vouch.identity.face.onnx.StageListener;

/** Adds up what each part of a reading takes, until it is asked; for one thread. */
final class Stopwatch implements StageListener {

    private static final double NANOS_PER_MILLI = 1e6;

    private Map<Stage, Double> millis = new EnumMap<>(Stage.class);

    @Override
    public void took(Stage stage, long nanos) {
        millis.merge(stage, nanos / NANOS_PER_MILLI, Double::sum);
    }

    /** Milliseconds by part since this was last asked. */
    Map<Stage, Double> taken() {
        Map<Stage, Double> taken = millis;
        millis = new EnumMap<>(Stage.class);
        return taken;
    }
}
