package org.vouch.identity.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The weights of a TensorFlow.js model by name, as 32-bit numbers. Reads the shards in the order of the manifest and
 * refuses a manifest that does not use up every byte of them.
 *
 * <p>Source of the layout: {@code decodeWeights} of TensorFlow.js 4, {@code io_utils.ts}: float32 and int32 as they
 * are, float16 widened, uint8 as {@code value * scale + min}.
 */
final class Weights {

    private final Map<String, Tensor> tensors;

    private Weights(Map<String, Tensor> tensors) {
        this.tensors = Map.copyOf(tensors);
    }

    /** Reads the groups of a {@code weightsManifest}, whose shards lie in {@code folder}. */
    static Weights read(JsonNode manifest, Path folder) throws IOException {
        Map<String, Tensor> tensors = new HashMap<>();
        for (JsonNode group : manifest) {
            ByteBuffer shards = shards(group.path("paths"), folder);
            for (JsonNode entry : group.path("weights")) {
                tensors.put(entry.path("name").asText(), tensor(entry, shards));
            }
            if (shards.hasRemaining()) {
                throw new IOException(shards.remaining() + " bytes of weights in " + folder + " belong to nothing");
            }
        }
        return new Weights(tensors);
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException("no weights named " + name);
        }
        return tensor;
    }

    private static ByteBuffer shards(JsonNode paths, Path folder) throws IOException {
        byte[] all = new byte[0];
        for (JsonNode path : paths) {
            byte[] shard = Files.readAllBytes(folder.resolve(path.asText()));
            ByteBuffer joined = ByteBuffer.allocate(all.length + shard.length);
            all = joined.put(all).put(shard).array();
        }
        return ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Tensor tensor(JsonNode entry, ByteBuffer shards) throws IOException {
        int[] shape = new int[entry.path("shape").size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = entry.path("shape").path(axis).asInt();
        }
        JsonNode quantization = entry.path("quantization");
        String stored = quantization.path("dtype").asText(entry.path("dtype").asText());
        float scale = (float) quantization.path("scale").asDouble(1);
        float min = (float) quantization.path("min").asDouble(0);
        float[] values = new float[Tensor.count(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (stored) {
                case "float32" -> shards.getFloat();
                case "int32" -> shards.getInt();
                case "float16" -> widened(shards.getShort());
                case "uint8" -> (shards.get() & 0xFF) * scale + min;
                default -> throw new IOException("weights of unknown type " + stored);
            };
        }
        return new Tensor(shape, values);
    }

    /** IEEE 754 half precision to single precision, exactly, subnormals included. */
    static float widened(short half) {
        int exponent = half >>> 10 & 0x1F;
        int fraction = half & 0x3FF;
        float size =
                switch (exponent) {
                    case 0 -> fraction * 0x1p-24f;
                    case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                    default -> Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
                };
        return half < 0 ? -size : size;
    }
}
