package org.vouch.bench.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;

/**
 * One producer: numbered records, each bound to the one before by its hash, as the contract asks
 * ({@code audit-service/client/src/main/resources/contract}). Four of five looks are scans at 5,000 gates, the others lookups by
 * proof of gates and of 500,000 residents; one in fifty is refused; a million people are looked at. For one thread.
 */
final class Producing {

    private static final int GATES = 5000;
    private static final int HELPERS = 500_000;
    private static final int PEOPLE = 1_000_000;

    private final String name;
    private final Random random;
    private final MessageDigest sha256;
    private long sequence;
    private String head = "null";

    Producing(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    MadeRecord record(Instant at) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        boolean scan = random.nextInt(5) > 0;
        boolean gate = scan || random.nextBoolean();
        boolean granted = random.nextInt(50) > 0;
        int which = random.nextInt(gate ? GATES : HELPERS);
        String requester = gate ? "bench-gate-" + which : new UUID(1, which).toString();
        String payload = "{\"recordId\":\"" + id + "\",\"at\":\"" + at + "\",\"producer\":\"" + name
                + "\",\"sequence\":"
                + ++sequence + ",\"requester\":{\"id\":\"" + requester + "\",\"kind\":\""
                + (gate ? "checkpoint\",\"label\":\"Gate " + which + "\"" : "resident\",\"label\":null")
                + "},\"subject\":\"" + new UUID(2, random.nextInt(PEOPLE)) + "\",\"action\":\""
                + (scan ? "scan" : "proxy-lookup") + "\",\"purpose\":\"entry\",\"venue\":\"bench\",\"outcome\":\""
                + (granted ? "granted\",\"reason\":null" : "refused\",\"reason\":\"stale\"") + ",\"proof\":\""
                + new UUID(random.nextLong(), random.nextLong()) + "\",\"previous\":" + head + ",\"salt\":\""
                + hex(random.nextLong()) + hex(random.nextLong()) + "\"}";
        head = '"' + HexFormat.of().formatHex(sha256.digest(payload.getBytes(StandardCharsets.UTF_8))) + '"';
        return new MadeRecord(id, requester, granted, at.toEpochMilli(), payload);
    }

    /** What it says of itself every ten seconds. */
    String heartbeat(Instant at, boolean stopping) {
        return "{\"producer\":\"" + name + "\",\"at\":\"" + at + "\",\"last\":" + sequence + ",\"head\":" + head
                + ",\"stopping\":" + stopping + "}";
    }

    private static String hex(long bits) {
        return HexFormat.of().toHexDigits(bits);
    }
}
