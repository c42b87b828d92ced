package org.vouch.identity.face;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a recogniser made of a face: never printed, never compared with a template of another model, and gone after
 * {@link #destroy()}. Biometric data: whoever stores {@link #toBytes()} seals it first.
 *
 * <p>Bytes, all numbers big-endian:
 *
 * <pre>
 *   +--------+--------+-----------+----------+----------+---------------+-------------+--------------------+
 *   | format | metric | id length | id UTF-8 | ver. len | version UTF-8 | count n     | n × 32-bit float   |
 *   | 1 byte | 1 byte | 1 byte    |          | 1 byte   |               | 2 bytes     | 4n bytes           |
 *   +--------+--------+-----------+----------+----------+---------------+-------------+--------------------+
 * </pre>
 *
 * Format is 1; metric is 0 for Euclidean, 1 for cosine, 2 for chord.
 */
public final class FaceTemplate {

    private static final byte FORMAT = 1;
    private static final int MAX_VALUES = 4096;

    private final String model;
    private final String version;
    private final Metric metric;
    private final float[] values;
    private volatile boolean destroyed;

    /**
     * @param model id of the recogniser, at most 255 bytes in UTF-8
     * @param version of the recogniser's weights and alignment: another one means other numbers
     * @param values copied; finite, 1 to 4096 of them
     */
    public FaceTemplate(String model, String version, Metric metric, float[] values) {
        if (model.isEmpty() || utf8(model).length > 255 || version.isEmpty() || utf8(version).length > 255) {
            throw new IllegalArgumentException("model id and version have 1 to 255 bytes");
        }
        if (values.length == 0 || values.length > MAX_VALUES) {
            throw new IllegalArgumentException("a template has 1 to " + MAX_VALUES + " values");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a template's values are finite");
            }
        }
        this.model = model;
        this.version = version;
        this.metric = metric;
        this.values = values.clone();
    }

    /**
     * Reads exactly what {@link #toBytes()} wrote.
     *
     * @throws IllegalArgumentException for anything else, trailing bytes included
     */
    public static FaceTemplate fromBytes(byte[] bytes) {
        try {
            return parsed(ByteBuffer.wrap(bytes));
        } catch (java.nio.BufferUnderflowException e) {
            throw new IllegalArgumentException("not a face template: too short", e);
        }
    }

    private static FaceTemplate parsed(ByteBuffer bytes) {
        if (bytes.get() != FORMAT) {
            throw new IllegalArgumentException("not a face template: unknown format");
        }
        Metric metric = Metric.ofCode(bytes.get());
        String model = text(bytes);
        String version = text(bytes);
        int count = Short.toUnsignedInt(bytes.getShort());
        if (bytes.remaining() != count * Float.BYTES) {
            throw new IllegalArgumentException("not a face template: wrong length");
        }
        float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        try {
            return new FaceTemplate(model, version, metric, values);
        } finally {
            Arrays.fill(values, 0);
        }
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[Byte.toUnsignedInt(bytes.get())];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public byte[] toBytes() {
        refuseDestroyed();
        byte[] id = utf8(model);
        byte[] number = utf8(version);
        ByteBuffer bytes = ByteBuffer.allocate(6 + id.length + number.length + values.length * Float.BYTES);
        bytes.put(FORMAT).put(metric.code());
        bytes.put((byte) id.length).put(id);
        bytes.put((byte) number.length).put(number);
        bytes.putShort((short) values.length);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    public String model() {
        return model;
    }

    public String version() {
        return version;
    }

    /**
     * In the units of the model's metric; 0 is the same, smaller is more alike.
     *
     * @throws IllegalArgumentException for a template of another model, version, metric or length
     */
    public double distance(FaceTemplate other) {
        refuseOtherModel(other);
        return metric.distance(values, other.values);
    }

    /**
     * The mean of templates of one model: what several photos of one person have in common. Those given stay as they are.
     *
     * @throws IllegalArgumentException for none, or for templates of different models
     */
    public static FaceTemplate mean(List<FaceTemplate> templates) {
        if (templates.isEmpty()) {
            throw new IllegalArgumentException("no mean of no template");
        }
        FaceTemplate first = templates.get(0);
        float[] mean = new float[first.values.length];
        for (FaceTemplate template : templates) {
            first.refuseOtherModel(template);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += template.values[i] / templates.size();
            }
        }
        try {
            return new FaceTemplate(first.model, first.version, first.metric, mean);
        } finally {
            Arrays.fill(mean, 0);
        }
    }

    public Metric metric() {
        return metric;
    }

    /** Whether a distance to the other one means anything: model, version, metric and length are the same. */
    public boolean isComparableWith(FaceTemplate other) {
        return model.equals(other.model)
                && version.equals(other.version)
                && metric == other.metric
                && values.length == other.values.length;
    }

    private void refuseOtherModel(FaceTemplate other) {
        refuseDestroyed();
        other.refuseDestroyed();
        if (!isComparableWith(other)) {
            throw new IllegalArgumentException(
                    "templates of different models cannot be compared: " + this + ", " + other);
        }
    }

    /** Overwrites the values; every later use but {@link #toString()} fails. May be called again. */
    public void destroy() {
        destroyed = true;
        Arrays.fill(values, 0);
    }

    private void refuseDestroyed() {
        if (destroyed) {
            throw new IllegalStateException("this face template was destroyed");
        }
    }

    /** Names the model and nothing of the face. */
    @Override
    public String toString() {
        return "FaceTemplate[" + model + " " + version + "]";
    }
}
