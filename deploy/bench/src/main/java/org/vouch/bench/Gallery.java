package org.vouch.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;

/** What was made of each person's photos, and the pairs that it gives. */
final class Gallery<T> {

    static final int FRAMES = 3;

    private final Map<String, List<T>> people = new TreeMap<>();
    private final Function<List<T>, T> mean;
    private final ToDoubleBiFunction<T, T> distance;

    Gallery(Function<List<T>, T> mean, ToDoubleBiFunction<T, T> distance) {
        this.mean = mean;
        this.distance = distance;
    }

    void add(String person, T face) {
        people.computeIfAbsent(person, unused -> new ArrayList<>()).add(face);
    }

    Map<String, List<T>> people() {
        return people;
    }

    /** Every photo with every other. */
    Distances ofPhotos() {
        return Distances.of(people.values(), distance);
    }

    /** Every mean of three photos with every other; no photo is in two of them. Who has fewer than six is left out. */
    Distances ofThrees() {
        return Distances.of(
                threes().stream().map(sets -> sets.stream().map(mean).toList()).toList(), distance);
    }

    int peopleWithThrees() {
        return threes().size();
    }

    /** Of the sets of three, those with two photos farther apart than this: in one sitting they would be refused. */
    Rate torn(double threshold) {
        List<List<T>> sets = threes().stream().flatMap(Collection::stream).toList();
        int torn = (int) sets.stream()
                .filter(set -> Distances.of(List.of(set), distance)
                                .falseNonMatches(threshold)
                                .errors()
                        > 0)
                .count();
        return new Rate(torn, sets.size());
    }

    /** For each person with six photos or more, sets of three; the same ones every time. */
    private List<List<List<T>>> threes() {
        List<List<List<T>>> all = new ArrayList<>();
        people.forEach((person, faces) -> {
            List<T> shuffled = new ArrayList<>(faces);
            Collections.shuffle(shuffled, new Random(person.hashCode()));
            List<List<T>> sets = new ArrayList<>();
            for (int from = 0; from + FRAMES <= shuffled.size(); from += FRAMES) {
                sets.add(shuffled.subList(from, from + FRAMES));
            }
            if (sets.size() > 1) {
                all.add(sets);
            }
        });
        return all;
    }
}
