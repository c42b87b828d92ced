package org.vouch.local.people;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A person of the demonstration as the civil registry knows them.
 *
 * @param number the document number, always of the type {@code resident-id}
 * @param portrait file name of the photo that the registry has
 * @param capture file name of what a camera would deliver: never the portrait's own pixels
 */
public record Person(String name, String number, String portrait, String capture) {

    public static final String DOCUMENT_TYPE = "resident-id";

    private record Civil(String name, LocalDate born, int sequence) {}

    private static final List<Civil> REGISTER = List.of(
            new Civil("张若溪", LocalDate.of(1987, 4, 12), 101),
            new Civil("李思远", LocalDate.of(1979, 11, 3), 217),
            new Civil("王嘉禾", LocalDate.of(1992, 7, 25), 304),
            new Civil("陈一诺", LocalDate.of(1995, 2, 9), 118),
            new Civil("赵清扬", LocalDate.of(1968, 9, 30), 422),
            new Civil("周子衿", LocalDate.of(2001, 1, 17), 135),
            new Civil("吴念慈", LocalDate.of(1983, 12, 6), 246),
            new Civil("郑云舒", LocalDate.of(1990, 5, 21), 351),
            new Civil("孙未央", LocalDate.of(1974, 8, 14), 462),
            new Civil("林知夏", LocalDate.of(1998, 6, 2), 173),
            new Civil("何以安", LocalDate.of(1986, 10, 28), 284),
            new Civil("许星河", LocalDate.of(1993, 3, 19), 395));

    /** One person for each measured face, in the same order at every start. */
    public static List<Person> all() {
        int count = Math.min(Face.measured().size(), REGISTER.size());
        return IntStream.range(0, count).mapToObj(Person::numbered).toList();
    }

    private static Person numbered(int index) {
        Civil civil = REGISTER.get(index);
        String stem = "person-%02d".formatted(index + 1);
        return new Person(
                civil.name(),
                DocumentNumber.of(civil.born(), civil.sequence()),
                stem + "-portrait.jpg",
                stem + "-capture.jpg");
    }

    public Path captureIn(Path folder) {
        return folder.resolve(capture);
    }
}
