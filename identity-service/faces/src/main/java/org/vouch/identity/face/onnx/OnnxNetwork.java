package org.vouch.identity.face.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * One network, loaded once and safe for several callers at once, each computing on its own thread. What went in is
 * overwritten, and everything outside the heap is released, before {@link #run} returns.
 *
 * <p>The first one loads ONNX Runtime, which unpacks its native library to {@code java.io.tmpdir}: that folder must be
 * writable.
 */
final class OnnxNetwork implements AutoCloseable {

    private final OrtSession session;
    private final String input;

    OnnxNetwork(byte[] onnx) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.session = OrtEnvironment.getEnvironment().createSession(onnx, options);
            this.input = session.getInputNames().iterator().next();
        } catch (OrtException e) {
            throw new IllegalStateException("a face network cannot be loaded", e);
        }
    }

    /** Computes all outputs, by name, each in row-major order. */
    Map<String, float[]> run(float[] values, long... shape) {
        ByteBuffer memory = ByteBuffer.allocateDirect(values.length * Float.BYTES);
        FloatBuffer tensor = memory.order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .put(values)
                .rewind();
        try (OnnxTensor in = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), tensor, shape);
                OrtSession.Result out = session.run(Map.of(input, in))) {
            Map<String, float[]> results = new HashMap<>();
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> entry : out) {
                results.put(entry.getKey(), values((OnnxTensor) entry.getValue()));
            }
            return results;
        } catch (OrtException e) {
            throw new IllegalStateException("a face network failed", e);
        } finally {
            memory.clear().put(new byte[memory.capacity()]);
        }
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
