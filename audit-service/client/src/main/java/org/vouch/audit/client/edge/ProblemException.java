package org.vouch.audit.client.edge;

/** Carries a {@link Problem} out of a resource or through a pipeline to the edge, which answers with it. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.slug(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
