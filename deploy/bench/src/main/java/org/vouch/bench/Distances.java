package org.vouch.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** How far apart all pairs are, of one person and of two, and so how often a threshold errs. */
final class Distances {

    private final double[] same;
    private final double[] different;

    private Distances(double[] same, double[] different) {
        this.same = sorted(same);
        this.different = sorted(different);
    }

    /** Every pair once: {@code people} holds what there is of each person. */
    static <T> Distances of(Collection<List<T>> people, ToDoubleBiFunction<T, T> distance) {
        Numbers same = new Numbers();
        Numbers different = new Numbers();
        List<List<T>> all = new ArrayList<>(people);
        for (int person = 0; person < all.size(); person++) {
            List<T> own = all.get(person);
            for (int i = 0; i < own.size(); i++) {
                for (int j = i + 1; j < own.size(); j++) {
                    same.add(distance.applyAsDouble(own.get(i), own.get(j)));
                }
                for (List<T> others : all.subList(person + 1, all.size())) {
                    for (T other : others) {
                        different.add(distance.applyAsDouble(own.get(i), other));
                    }
                }
            }
        }
        return new Distances(same.all(), different.all());
    }

    /** One person's pairs that are farther apart than the threshold: what {@code MatchPolicy} rejects. */
    Rate falseNonMatches(double threshold) {
        return new Rate(same.length - within(same, threshold), same.length);
    }

    /** Two people's pairs that are not farther apart than the threshold: what {@code MatchPolicy} accepts. */
    Rate falseMatches(double threshold) {
        return new Rate(within(different, threshold), different.length);
    }

    /** The two people that are hardest to tell apart; not a number where there are no two. */
    double nearestStrangers() {
        return different.length == 0 ? Double.NaN : different[0];
    }

    private static double[] sorted(double[] distances) {
        Arrays.sort(distances);
        return distances;
    }

    /** How many of the sorted distances are not greater. */
    private static int within(double[] distances, double threshold) {
        int low = 0;
        int high = distances.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (distances[middle] <= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
