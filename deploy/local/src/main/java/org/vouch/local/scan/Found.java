package org.vouch.local.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was found how often, and in which file of which place. */
final class Found {

    private record At(String place, String file, String kind) implements Comparable<At> {
        @Override
        public int compareTo(At other) {
            return toString().compareTo(other.toString());
        }
    }

    private final Map<At, Integer> counts = new TreeMap<>();

    void add(String place, String file, Needle needle) {
        counts.merge(new At(place, file, needle.kind()), 1, Integer::sum);
    }

    int count(String place, String kind) {
        return counts.entrySet().stream()
                .filter(one -> one.getKey().place().equals(place)
                        && one.getKey().kind().equals(kind))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** A line for everything that is of none of these kinds: where, what and how often, never the thing itself. */
    List<String> otherThan(List<String> kinds) {
        List<String> lines = new ArrayList<>();
        counts.forEach((at, count) -> {
            if (!kinds.contains(at.kind())) {
                lines.add("%s, %s: %s, %d times".formatted(at.place(), at.file(), at.kind(), count));
            }
        });
        return lines;
    }
}
