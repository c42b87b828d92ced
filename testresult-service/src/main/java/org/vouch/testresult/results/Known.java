package org.vouch.testresult.results;

import java.util.Map;
import org.vouch.testresult.tubes.Barcode;

/** What is known of the tubes that a group names, locked, and of what the lab said before under the same keys. */
public record Known(Map<Barcode, ReportedTube> tubes, Map<Report.Key, Report> reports) {}
