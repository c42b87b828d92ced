package org.vouch.testresult.tubes.web;

import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;
import org.vouch.testresult.tubes.Refusal;

/** What a caller is told when a tube does not take a sample. */
final class TubeProblems {
    private TubeProblems() {}

    static Problem tubeExists() {
        return Problem.of(
                409,
                "tube-exists",
                "A tube has this barcode already",
                "Look at the label: it may have been scanned before.");
    }

    static Problem of(Refusal why) {
        return switch (why) {
            case NOT_FOUND -> Problems.notFound();
            case TUBE_SEALED ->
                Problem.of(409, why.slug(), "The tube is sealed", "It takes no more samples; open another tube.");
            case TUBE_FULL ->
                Problem.of(
                        409,
                        why.slug(),
                        "The tube is full",
                        "It holds as many samples as it was opened for; open another tube.");
            case ALREADY_IN_TUBE ->
                Problem.of(
                        409,
                        why.slug(),
                        "This person's sample is in the tube already",
                        "One sample of a person is enough; nothing was added.");
            case PASS_STALE ->
                Problem.of(
                        409,
                        why.slug(),
                        "This pass is older than its minute",
                        "The person shows the one that their phone gives now.");
            case PASS_INVALID ->
                Problem.of(
                        422,
                        why.slug(),
                        "This is not a pass of this platform",
                        "Have the person show the pass that their own code page gives.");
            case PRESENCE_NOT_PROVEN -> Problems.presenceNotProven();
            case REQUESTER_SUSPENDED -> Problems.requesterSuspended();
        };
    }
}
