package org.vouch.audit.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** Turns facts into the bytes that the log keeps of them. */
@ApplicationScoped
public class WritingLeaves {
    private final SecureRandom random;

    WritingLeaves(SecureRandom random) {
        this.random = random;
    }

    /** With the details under the key of the fact's subject. */
    public byte[] write(Fact fact, SubjectKey key) {
        return Leaf.of(fact, key.seal(fact.id(), Leaf.bytes(fact.details()), random));
    }
}
