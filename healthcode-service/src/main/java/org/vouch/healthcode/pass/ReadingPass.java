package org.vouch.healthcode.pass;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;

/** Tells whose pass it is, if it was made here; believes nothing of it before the signature is verified. */
@ApplicationScoped
public class ReadingPass {
    /** How far another replica's clock may be ahead of this one. */
    private static final Duration REPLICAS_AHEAD_BY = Duration.ofSeconds(5);
    /** Base45 of the longest pass. */
    private static final int LONGEST_TEXT = PassBytes.LONGEST / 2 * 3;

    private static final int ID_BYTES = 12;

    private final PassKeys keys;
    private final PassHandles handles;
    private final PassConfig config;
    private final Clock clock;

    ReadingPass(PassKeys keys, PassHandles handles, PassConfig config, Clock clock) {
        this.keys = keys;
        this.handles = handles;
        this.config = config;
        this.clock = clock;
    }

    public PassReading read(String text) {
        if (text.length() > LONGEST_TEXT) {
            return new PassReading.Invalid("too-long");
        }
        return Base45.decode(text)
                .flatMap(PassBytes::read)
                .map(parts -> verified(text, parts))
                .orElseGet(() -> new PassReading.Invalid("malformed"));
    }

    private PassReading verified(String text, PassBytes.Parts parts) {
        if (!keys.verify(parts.keyId(), parts.signed(), parts.signature())) {
            return new PassReading.Invalid("signature");
        }
        var content = parts.content();
        if (!config.issuer().equals(content.issuer())) {
            return new PassReading.Invalid("issuer");
        }
        var now = clock.instant();
        if (content.expiresAt().isAfter(now.plus(config.life()).plus(REPLICAS_AHEAD_BY))) {
            return new PassReading.Invalid("lives-too-long");
        }
        return handles.open(content.handle())
                .<PassReading>map(person -> now.isBefore(content.expiresAt())
                        ? new PassReading.Live(person, content.expiresAt(), id(text))
                        : new PassReading.Stale(person, content.expiresAt(), id(text)))
                .orElseGet(() -> new PassReading.Invalid("handle"));
    }

    /** Tells two looks at one pass from looks at two, and gives nothing of the pass away. */
    private static String id(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
