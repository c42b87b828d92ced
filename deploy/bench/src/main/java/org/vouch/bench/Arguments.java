package org.vouch.bench;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Command lines in which every option has a value. */
public final class Arguments {

    private Arguments() {}

    /**
     * The value of each option that was given, the last one where it was given twice.
     *
     * @throws IllegalArgumentException if an option is not among the known ones or has no value
     */
    public static Map<String, String> read(Set<String> known, String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!known.contains(option)) {
                throw new IllegalArgumentException("unknown: " + option);
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            given.put(option, rest.next());
        }
        return given;
    }
}
