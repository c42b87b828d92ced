package org.vouch.audit.client.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What binds a producer's records to each other: SHA-256 of a record's payload as it stands in Kafka, UTF-8, byte for byte. The
 * next record carries it, and a heartbeat carries the last one. It tells nothing of the record, for a salt is in it.
 */
public final class RecordHash {
    private static final int PROOF_BYTES = 16;

    private RecordHash() {}

    public static byte[] of(String payload) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** What stands for a proof where its id is nobody's business: 128 bits of SHA-256, in hexadecimal. */
    public static String ofProof(String proof) {
        return wire(Arrays.copyOf(of(proof), PROOF_BYTES));
    }

    /** As records and heartbeats carry it. */
    public static String wire(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
