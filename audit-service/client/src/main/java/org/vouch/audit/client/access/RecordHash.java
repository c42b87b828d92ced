package org.vouch.audit.client.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What binds a producer's records to each other: SHA-256 of a record's payload as it stands in Kafka, UTF-8, byte for byte. The
 * next record carries it, and a heartbeat carries the last one. It tells nothing of the record, for a salt is in it.
 */
public final class RecordHash {
    private RecordHash() {}

    public static byte[] of(String payload) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** As records and heartbeats carry it. */
    public static String wire(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
