package org.vouch.local.keys;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Passwords by name: a name asked for the first time gets 24 random bytes, and the same ones ever after. */
public final class Secrets {

    private final Path file;
    private final SecureRandom random;
    private final Properties known = new Properties();

    public Secrets(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                known.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
    }

    public synchronized String of(String name) {
        String value = known.getProperty(name);
        if (value == null) {
            byte[] bytes = new byte[24];
            random.nextBytes(bytes);
            value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            known.setProperty(name, value);
            save();
        }
        return value;
    }

    private void save() {
        StringWriter text = new StringWriter();
        try {
            known.store(text, "Passwords of this local platform");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OwnerOnly.write(file, text.toString());
    }
}
