package org.vouch.embedded;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that nobody chose: 24 random bytes, in the 64 characters that need no quoting anywhere. */
final class Passwords {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
