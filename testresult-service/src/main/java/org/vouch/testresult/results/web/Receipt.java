package org.vouch.testresult.results.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.vouch.testresult.results.ReportDecision;
import org.vouch.testresult.results.web.ReportReader.Line;

/** What became of a lab's lines. */
public record Receipt(int accepted, int duplicates, List<Rejection> rejected) {
    /** Says what is wrong with a line, counted from 1, without a word of it. */
    public record Rejection(int line, URI type, String detail) {}

    /** {@code decisions} are those of the sound lines, in order. */
    static Receipt of(List<Line> lines, List<ReportDecision> decisions) {
        var next = decisions.iterator();
        var accepted = 0;
        var duplicates = 0;
        var rejected = new ArrayList<Rejection>();
        for (var line : lines) {
            if (line instanceof Line.Malformed malformed) {
                rejected.add(rejection(line, "malformed-line", malformed.detail()));
                continue;
            }
            var decision = next.next();
            if (decision instanceof ReportDecision.Rejected no) {
                rejected.add(rejection(line, no.why().slug(), no.why().words()));
            } else if (decision instanceof ReportDecision.Duplicate) {
                duplicates++;
            } else {
                accepted++;
            }
        }
        return new Receipt(accepted, duplicates, rejected);
    }

    private static Rejection rejection(Line line, String slug, String detail) {
        return new Rejection(line.number(), URI.create("urn:vouch:problem:" + slug), detail);
    }
}
