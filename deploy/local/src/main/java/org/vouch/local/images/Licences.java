package org.vouch.local.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of licences under which a library may be shipped. What is not on it is refused, a library that does not say its
 * licence included.
 *
 * @param general good for every library
 * @param special good for one library and one licence, {@code group:name words}
 */
record Licences(Set<String> general, Set<String> special) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a file such as {@code deploy/licences.txt}. */
    static Licences read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file).stream()
                .map(line -> line.replaceFirst("\\s*[#|].*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        return new Licences(
                lines.stream().filter(line -> !line.contains(":")).collect(Collectors.toSet()),
                lines.stream().filter(line -> line.contains(":")).collect(Collectors.toSet()));
    }

    /** A sentence for each library that may not be shipped. */
    List<String> refused(Stream<Library> libraries) {
        return libraries
                .filter(library -> !allowed(library))
                .map(library -> library.licences().isEmpty()
                        ? library.name() + " does not say under which licence it is"
                        : library.name() + " is under " + String.join(" or ", library.licences()))
                .distinct()
                .sorted()
                .toList();
    }

    /** The lines about one library of which none is shipped any more. */
    Set<String> idle(List<Library> libraries) {
        Set<String> idle = new TreeSet<>(special);
        libraries.forEach(library -> idle.removeAll(exceptions(library)));
        return idle;
    }

    private boolean allowed(Library library) {
        return library.licences().stream().anyMatch(general::contains)
                || exceptions(library).stream().anyMatch(special::contains);
    }

    private static List<String> exceptions(Library library) {
        return library.licences().isEmpty()
                ? List.of(library.name())
                : library.licences().stream()
                        .map(words -> library.name() + " " + words)
                        .toList();
    }

    /** The list, then bills of materials ({@code .cdx.json}) and npm lock files; exits with 1 where one is refused. */
    public static void main(String[] arguments) throws IOException {
        Licences licences = read(Path.of(arguments[0]));
        List<Library> libraries = new ArrayList<>();
        for (String file : List.of(arguments).subList(1, arguments.length)) {
            JsonNode content = JSON.readTree(Path.of(file).toFile());
            (file.endsWith(".cdx.json") ? Library.ofBill(content) : Library.ofLock(content)).forEach(libraries::add);
        }
        List<String> refused = licences.refused(libraries.stream());
        refused.forEach(
                sentence -> System.out.println("  ✗ " + sentence + ", which " + arguments[0] + " does not allow"));
        Set<String> idle = licences.idle(libraries);
        idle.forEach(line ->
                System.out.println("  ✗ " + arguments[0] + " has \"" + line + "\", and nothing like it is shipped"));
        if (!refused.isEmpty() || !idle.isEmpty() || libraries.isEmpty()) {
            System.exit(1);
        }
        System.out.printf(
                "  ✓ %d libraries, each under a licence of the list%n",
                libraries.stream().map(Library::name).distinct().count());
    }
}
