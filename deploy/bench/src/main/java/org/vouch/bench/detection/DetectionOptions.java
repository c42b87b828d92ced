package org.vouch.bench.detection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which worlds are measured.
 *
 * @param seeds worlds of the simulator; one report over all of them
 * @param records a folder of records.ndjson and labels.ndjson instead, null otherwise
 * @param accounts how many accounts the folder's town has, 0 where only those are known that ask
 * @param alerts where every alert is written, null for nowhere
 */
record DetectionOptions(
        List<Long> seeds, @Nullable Path parameters, @Nullable Path records, int accounts, @Nullable Path alerts) {
    /** The detector was tuned on 1 to 3 and is reported on others. */
    static final List<Long> REPORTED = List.of(101L);

    static DetectionOptions read(String... arguments) {
        var seeds = new ArrayList<Long>();
        Path parameters = null;
        Path records = null;
        Path alerts = null;
        var accounts = 0;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            var option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value, or is not known");
            }
            var value = rest.next();
            switch (option) {
                case "--seed" -> seeds.add(Long.valueOf(value));
                case "--parameters" -> parameters = Path.of(value);
                case "--records" -> records = Path.of(value);
                case "--accounts" -> accounts = Integer.parseInt(value);
                case "--alerts" -> alerts = Path.of(value);
                default -> throw new IllegalArgumentException("unknown: " + option);
            }
        }
        return new DetectionOptions(
                seeds.isEmpty() ? REPORTED : List.copyOf(seeds), parameters, records, accounts, alerts);
    }
}
