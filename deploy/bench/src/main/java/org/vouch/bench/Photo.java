package org.vouch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file, and whom it shows. */
record Photo(String person, Path file) {

    private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png");

    byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JPEG and PNG files of each folder in this one, named after the person, in the order of their names. */
    static List<Photo> ofFolders(Path folder) {
        List<Photo> photos = new ArrayList<>();
        for (Path person : entries(folder)) {
            if (Files.isDirectory(person)) {
                photos.addAll(ofFiles(person, name -> person.getFileName().toString()));
            }
        }
        return photos;
    }

    /** JPEG and PNG files in this folder, of whom the name of the file says. */
    static List<Photo> ofFiles(Path folder, Function<String, String> person) {
        return entries(folder).stream()
                .filter(file -> Files.isRegularFile(file) && isPicture(name(file)))
                .map(file -> new Photo(person.apply(name(file)), file))
                .toList();
    }

    /** At most so many people, and so many photos of each; the same ones every time. */
    static List<Photo> drawn(List<Photo> photos, int people, int perPerson) {
        Map<String, List<Photo>> byPerson =
                photos.stream().collect(Collectors.groupingBy(Photo::person, TreeMap::new, Collectors.toList()));
        List<String> names = new ArrayList<>(byPerson.keySet());
        Collections.shuffle(names, new Random(1));
        return names.stream()
                .limit(people)
                .sorted()
                .flatMap(name -> some(byPerson.getOrDefault(name, List.of()), perPerson).stream())
                .toList();
    }

    private static List<Photo> some(List<Photo> photos, int most) {
        List<Photo> shuffled = new ArrayList<>(photos);
        Collections.shuffle(shuffled, new Random(photos.get(0).person().hashCode()));
        return shuffled.subList(0, Math.min(most, shuffled.size()));
    }

    private static boolean isPicture(String name) {
        return ENDINGS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
