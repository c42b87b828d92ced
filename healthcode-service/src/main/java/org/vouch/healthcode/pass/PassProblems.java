package org.vouch.healthcode.pass;

import org.vouch.audit.client.edge.Problem;

/** The answers to a pass that opens nothing; each has one body for all its causes. */
public final class PassProblems {
    private PassProblems() {}

    public static Problem invalid() {
        return Problem.of(
                422,
                "pass-invalid",
                "This is not a pass of this platform",
                "Have the person show the pass that their own code page gives.");
    }

    public static Problem stale() {
        return Problem.of(
                409,
                "pass-stale",
                "This pass is older than its minute",
                "The person shows the one that their phone gives now.");
    }
}
