package org.vouch.identity.vault;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * That a person agreed, to which text and when.
 *
 * @param textVersion 1 to 64 letters, digits, dots, dashes and underscores
 */
public record Consent(String textVersion, Instant givenAt) {
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Consent {
        if (!isVersion(textVersion)) {
            throw new IllegalArgumentException("not a version of a text");
        }
    }

    public static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }
}
