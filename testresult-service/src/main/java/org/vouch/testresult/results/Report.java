package org.vouch.testresult.results;

import java.time.Instant;
import org.vouch.testresult.tubes.Barcode;

/**
 * What a lab says about one tube.
 *
 * @param accession the lab's own number of the analysis; with {@code version} unique within the lab
 * @param rawDataSha256 of the instrument's raw data, 64 lower-case hex digits
 */
public record Report(
        Barcode tube, Outcome outcome, String accession, int version, Instant testedAt, String rawDataSha256) {

    /** How a lab names a report. */
    public record Key(String accession, int version) {}

    public Key key() {
        return new Key(accession, version);
    }
}
