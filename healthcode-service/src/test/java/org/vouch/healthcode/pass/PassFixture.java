package org.vouch.healthcode.pass;

import com.google.crypto.tink.util.Bytes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.testing.TestKeys;

/** Makes passes with whatever keys, colour and expiry a test needs. */
public final class PassFixture {
    private final PassConfig config;
    final PassKeys keys;
    final PassHandles handles;

    private PassFixture(PassConfig config) {
        this.config = config;
        this.keys = new PassKeys(config);
        this.handles = new PassHandles(config);
    }

    /** With the keys of the service under test. */
    public static PassFixture ofTheService() {
        return of(Path.of(TestKeys.file("passes")), Path.of(TestKeys.file("handles")), "vouch");
    }

    /** With keys that the service under test does not know. */
    public static PassFixture ofSomebodyElse() {
        return of(
                TestKeys.write("passes", TestKeys.signingKeys()),
                TestKeys.write("handles", TestKeys.aeadKeyset()),
                "vouch");
    }

    static PassFixture of(Path signingKeys, Path handleKeyset, String issuer) {
        return new PassFixture(
                new Config(signingKeys, handleKeyset, issuer, Duration.ofSeconds(60), Duration.ofSeconds(30)));
    }

    /** The same keys under another name. */
    PassFixture named(String issuer) {
        return of(config.signingKeys(), config.handleKeyset(), issuer);
    }

    public String aPass(UUID person, Colour colour, Instant expiresAt) {
        return text(content(handles.seal(person), colour, Duration.ofHours(24), expiresAt));
    }

    PassContent content(Bytes handle, Colour colour, @Nullable Duration window, Instant expiresAt) {
        return new PassContent(config.issuer(), expiresAt, handle, colour, window);
    }

    String text(PassContent content) {
        return Base45.encode(bytes(content));
    }

    byte[] bytes(PassContent content) {
        var unsigned = PassBytes.unsigned(keys.signingKeyId(), content);
        return PassBytes.whole(unsigned, keys.sign(PassBytes.signed(unsigned)));
    }

    ReadingPass reading(Clock clock) {
        return new ReadingPass(keys, handles, config, clock);
    }

    record Config(Path signingKeys, Path handleKeyset, String issuer, Duration life, Duration refreshAfter)
            implements PassConfig {}
}
