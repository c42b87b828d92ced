package org.vouch.identity.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Makes guessing document numbers dear: Argon2id (RFC 9106) version 1.3 with 19 MiB, two passes and one lane, the OWASP
 * Password Storage Cheat Sheet's recommendation. There are some 10^11 resident numbers; without stretching whoever has
 * the index key would try them all in a day.
 *
 * <p>The salt is a constant: the row is found by what comes out, so it cannot lie in the row. What a salt is for, that one
 * computation does not serve against two platforms, is done by the keyed index on top. Changing any parameter changes
 * every index.
 *
 * <p>Not for use by two threads: it keeps its 19 MiB between uses.
 */
final class Stretching {
    static final int MEMORY_KIB = 19 * 1024;
    static final int PASSES = 2;
    private static final byte[] SALT = "org.vouch.identity.vault/v1".getBytes(StandardCharsets.US_ASCII);

    private final Argon2BytesGenerator argon2 = new Argon2BytesGenerator();

    Stretching() {
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(PASSES)
                .withParallelism(1)
                .withSalt(SALT)
                .build());
    }

    /** Overwrites {@code identifying}. */
    StretchedNumber stretch(byte[] identifying) {
        var stretched = new byte[StretchedNumber.BYTES];
        argon2.generateBytes(identifying, stretched);
        Arrays.fill(identifying, (byte) 0);
        return new StretchedNumber(stretched);
    }
}
