package org.vouch.identity.face.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * One network, loaded once and safe for several callers at once, each computing on its own thread. What went in is
 * overwritten, and everything outside the heap is released, before {@link #run} returns.
 *
 * <p>The first one loads ONNX Runtime, which unpacks its native library to {@code java.io.tmpdir}: that folder must be
 * writable.
 */
final class OnnxNetwork implements AutoCloseable {

    /** Callers at once whose memory is kept. */
    private static final int MOST_KEPT = 8;

    private final OrtSession session;
    private final String input;
    private final StageListener stages;
    private final Queue<FloatBuffer> free = new ArrayBlockingQueue<>(MOST_KEPT);

    OnnxNetwork(byte[] onnx, StageListener stages) {
        this.stages = stages;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.session = OrtEnvironment.getEnvironment().createSession(onnx, options);
            this.input = session.getInputNames().iterator().next();
        } catch (OrtException e) {
            throw new IllegalStateException("a face network cannot be loaded", e);
        }
    }

    /** Computes all outputs, by name, each in row-major order; {@code values} are zeros afterwards. */
    Map<String, float[]> run(float[] values, long... shape) {
        FloatBuffer tensor = memory(values.length);
        tensor.put(values).rewind();
        try (OnnxTensor in = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), tensor, shape);
                OrtSession.Result out = computed(in)) {
            Map<String, float[]> results = new HashMap<>();
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> entry : out) {
                results.put(entry.getKey(), values((OnnxTensor) entry.getValue()));
            }
            return results;
        } catch (OrtException e) {
            throw new IllegalStateException("a face network failed", e);
        } finally {
            Arrays.fill(values, 0);
            tensor.clear().put(values).rewind();
            free.offer(tensor);
        }
    }

    /** Memory outside the heap is slow to come by, so each caller's is kept for the next one; it holds zeros meanwhile. */
    private FloatBuffer memory(int numbers) {
        FloatBuffer kept = free.poll();
        return kept != null && kept.capacity() == numbers
                ? kept
                : ByteBuffer.allocateDirect(numbers * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
    }

    private OrtSession.Result computed(OnnxTensor in) throws OrtException {
        long begun = System.nanoTime();
        OrtSession.Result out = session.run(Map.of(input, in));
        stages.took(StageListener.Stage.NETWORK, System.nanoTime() - begun);
        return out;
    }

    private static float[] values(OnnxTensor tensor) {
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a face network cannot be released", e);
        }
    }
}
