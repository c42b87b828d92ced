package org.vouch.testresult.results;

import java.util.Locale;

/** What became of a report. */
public sealed interface ReportDecision {
    /** As it is counted in the metrics. */
    String name();

    /** To be filed: results for the members of {@code tube}. */
    record Accepted(Report report, ReportedTube tube) implements ReportDecision {
        @Override
        public String name() {
            return "accepted";
        }
    }

    /** The same lab said the same before. */
    record Duplicate() implements ReportDecision {
        @Override
        public String name() {
            return "duplicate";
        }
    }

    record Rejected(Reason why) implements ReportDecision {
        @Override
        public String name() {
            return why.slug();
        }
    }

    /** Why a report is not taken; {@link #slug()} is the name that the lab gets. */
    enum Reason {
        CORRECTION_REQUIRED("a version above 1 comes as a correction"),
        ACCESSION_CONFLICT("this accession and version came with another content before"),
        UNKNOWN_TUBE("there is no tube with this barcode"),
        TUBE_ALREADY_REPORTED("the tube was reported under another accession"),
        EMPTY_TUBE("the tube holds no sample"),
        TESTED_IN_FUTURE("testedAt lies in the future"),
        TESTED_BEFORE_SAMPLING("testedAt lies before a sample was taken");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public String words() {
            return words;
        }
    }
}
