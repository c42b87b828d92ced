package org.vouch.healthcode.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The policies that are shipped, and small ones made for a test. */
public final class PolicyFixture {
    private PolicyFixture() {}

    public static Policy baseline() {
        return PolicyFile.read("baseline-2.yaml", shipped("baseline-2.yaml"));
    }

    static String shipped(String name) {
        try {
            return Files.readString(Path.of("src/main/resources/policy", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String withCondition(String when) {
        return """
                id: tried
                version: 1
                rules:
                  - {rule: one, colour: green, text: Always., when: "true"}
                  - {rule: two, colour: red, text: Tried., when: "%s"}
                otherwise: {rule: none, colour: unknown, text: Nothing.}
                """
                .formatted(when);
    }
}
