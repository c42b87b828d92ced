package org.vouch.testresult.results.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vouch.testresult.results.Outcome;
import org.vouch.testresult.results.Report;
import org.vouch.testresult.tubes.Barcode;

/** One report as a lab writes it. */
@Schema(name = "Report")
public record ReportLine(
        @NotNull Barcode tube,
        @NotNull Outcome outcome,
        @NotNull @Pattern(regexp = ReportLine.ACCESSION, message = "has 1 to 64 letters, digits and . _ : / -")
                String accession,
        @NotNull @Positive Integer version,
        @NotNull Instant testedAt,
        @NotNull @Pattern(regexp = "[0-9A-Fa-f]{64}", message = "has 64 hex digits") String rawDataSha256) {
    static final String ACCESSION = "[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}";

    /** Only of a line that has been validated. */
    Report toReport() {
        return new Report(
                tube,
                outcome,
                accession,
                version,
                testedAt.truncatedTo(ChronoUnit.MICROS),
                rawDataSha256.toLowerCase(Locale.ROOT));
    }
}
