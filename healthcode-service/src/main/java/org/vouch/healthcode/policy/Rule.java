package org.vouch.healthcode.policy;

/** One rule as published: while its condition holds it speaks for its colour. */
public record Rule(Colour colour, Reason reason, String when, Condition condition) {
    public String name() {
        return reason.rule();
    }

    @Override
    public String toString() {
        return "Rule[" + name() + "]";
    }
}
