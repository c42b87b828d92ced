package org.vouch.embedded;

import java.util.List;

/** The topics of the platform, the same for the launcher and for the tests of every service. */
public final class Topics {

    public static final Topic ACCESS_RECORDS = Topic.of("access.records", 3);
    public static final Topic PERSONS = Topic.of("identity.persons", 3);
    public static final Topic RESULTS = Topic.of("testresult.results", 3);
    public static final Topic COLOURS = Topic.of("healthcode.colours", 3);
    public static final Topic ALERTS = Topic.of("audit.alerts", 3);

    /** One partition: a service knows that it has read every suspension when it has read to one end. */
    public static final Topic ENFORCEMENTS = Topic.compacted("audit.enforcements", 1);

    /** One partition, for the same reason. */
    public static final Topic REVOCATIONS = Topic.compacted("identity.revocations", 1);

    /** One partition, for the same reason. Each version of the thresholds has its own key: all of them are kept. */
    public static final Topic THRESHOLDS = Topic.compacted("audit.thresholds", 1);

    public static final List<Topic> ALL =
            List.of(ACCESS_RECORDS, PERSONS, RESULTS, COLOURS, ENFORCEMENTS, REVOCATIONS, ALERTS, THRESHOLDS);

    private Topics() {}
}
