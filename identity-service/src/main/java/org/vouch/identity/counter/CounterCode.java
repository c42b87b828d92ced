package org.vouch.identity.counter;

import java.util.Optional;

/** Both halves of a code, the first officer's before the second's. Never printed. */
record CounterCode(CodeHalf first, CodeHalf second) {
    /** Longer than anybody writes one. */
    private static final int MOST_CHARACTERS = 64;

    /** Empty where the text cannot be one. */
    static Optional<CounterCode> read(String typed) {
        if (typed.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        var plain = CodeHalf.plain(typed);
        if (plain.length() != 2 * CodeHalf.LENGTH) {
            return Optional.empty();
        }
        return CodeHalf.read(plain.substring(0, CodeHalf.LENGTH))
                .flatMap(first ->
                        CodeHalf.read(plain.substring(CodeHalf.LENGTH)).map(second -> new CounterCode(first, second)));
    }

    @Override
    public String toString() {
        return "CounterCode";
    }
}
