package org.vouch.local.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchTest {

    private static final Needle SHORT = new Needle("short", "secret".getBytes(UTF_8));
    private static final Needle LONG = new Needle("long", "the secret of the 张若溪 family".getBytes(UTF_8));
    private static final Needle ZEROS = new Needle("zeros", new byte[] {0, 0, 0, 0, 0, 1, 0, 0, 0});

    @Test
    void findsEveryNeedleWhereverItBegins() {
        for (Needle needle : List.of(SHORT, LONG, ZEROS)) {
            Search search = new Search(List.of(needle));
            int end = (1 << 20) + 4 * needle.bytes().length;
            for (int at : List.of(0, 1, 5, 1000, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, end - needle.bytes().length)) {
                byte[] hay = new byte[end];
                Arrays.fill(hay, (byte) 'e');
                System.arraycopy(needle.bytes(), 0, hay, at, needle.bytes().length);

                assertThat(found(search, hay, hay.length)).as("at %d", at).containsExactly(needle.kind());
            }
        }
    }

    @Test
    void findsWhatComesInPieces() {
        Search search = new Search(List.of(SHORT, LONG));
        for (int piece = 1; piece < 40; piece++) {
            assertThat(found(search, LONG.bytes(), piece)).containsExactlyInAnyOrder("short", "long");
        }
    }

    @Test
    void findsNothingInChanceAndEveryNeedleOfManyInIt() {
        Random random = new Random(7);
        List<Needle> needles = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            needles.add(new Needle("needle " + i, bytes(random, 6 + i % 27)));
        }
        Search search = new Search(needles);
        byte[] hay = bytes(random, 5_000_000);
        assertThat(found(search, hay, 100_000)).isEmpty();
        for (int i = 0; i < needles.size(); i++) {
            byte[] needle = needles.get(i).bytes();
            System.arraycopy(needle, 0, hay, 977 * i + i % 4, needle.length);
        }

        assertThat(found(search, hay, 65_537)).hasSameSizeAs(needles);
    }

    @Test
    void takesNoEndForAContinuation() {
        List<String> found = new ArrayList<>();
        try (Search.Pass pass = new Search(List.of(SHORT)).pass(needle -> found.add(needle.kind()))) {
            pass.write("sec".getBytes(UTF_8), 0, 3);
            pass.end();
            pass.write("ret".getBytes(UTF_8), 0, 3);
        }

        assertThat(found).isEmpty();
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static List<String> found(Search search, byte[] hay, int piece) {
        List<String> found = new ArrayList<>();
        try (Search.Pass pass = search.pass(needle -> found.add(needle.kind()))) {
            for (int from = 0; from < hay.length; from += piece) {
                pass.write(hay, from, Math.min(piece, hay.length - from));
            }
            assertThat(pass.bytes()).isEqualTo(hay.length);
        }
        return found;
    }
}
