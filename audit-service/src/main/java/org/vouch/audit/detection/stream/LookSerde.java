package org.vouch.audit.detection.stream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.vouch.audit.detection.Look;

/**
 * Looks on their way to those by whom they are judged again, each sent up to twice: as bytes, a third of the JSON that they were
 * before, which is read as well, for what an earlier version left on the way.
 */
final class LookSerde implements Serde<Look> {
    private static final int OBJECT = '{';

    private final Serde<Look> earlier;

    LookSerde(Serde<Look> earlier) {
        this.earlier = earlier;
    }

    @Override
    public Serializer<Look> serializer() {
        return (topic, look) -> look == null ? null : write(look);
    }

    @Override
    public Deserializer<Look> deserializer() {
        return (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            return bytes.length > 0 && bytes[0] == OBJECT
                    ? earlier.deserializer().deserialize(topic, bytes)
                    : read(bytes);
        };
    }

    private static byte[] write(Look look) {
        try (var bytes = new ByteArrayOutputStream(256);
                var out = new DataOutputStream(bytes)) {
            look.write(out);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Look read(byte[] bytes) {
        try {
            return Look.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
