package org.vouch.log.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;
import org.vouch.log.note.Checkpoint;
import org.vouch.log.note.SigningKey;
import org.vouch.log.note.VerifierKey.Type;
import org.vouch.log.signer.Batch;
import org.vouch.log.tree.Growth;
import org.vouch.log.tree.TilePath;
import org.vouch.log.tree.Tiles;
import org.vouch.log.tree.Tree;

/** The checker against what the writer's code makes: the two have no code in common but the hash. */
class CheckingLogTest {
    private static final String ORIGIN = "vouch.test/log";
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final SigningKey log = SigningKey.make(ORIGIN, Type.NOTE);
    private final SigningKey one = SigningKey.make("vouch.test/w1", Type.COSIGNATURE);
    private final SigningKey two = SigningKey.make("vouch.test/w2", Type.COSIGNATURE);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 513, 1_000})
    void aLogThatIsAsItWasSignedIsFoundSo(int size) throws Exception {
        var served = served(size);
        assertThat(check(served).size()).isEqualTo(size);
    }

    /** Whoever checks a log that is served can keep it, and check it again without its server. */
    @Test
    void whatWasKeptWhileItWasCheckedIsWhole(@TempDir Path folder) throws Exception {
        var head = checker(source(served(600)).keptIn(folder)).check();
        assertThat(head.size()).isEqualTo(600);
        assertThat(checker(Source.folder(folder)).check()).isEqualTo(head);
        Files.write(folder.resolve("tile/0/000"), new byte[256 * 32]);
        assertThatThrownBy(() -> checker(Source.folder(folder)).check()).isInstanceOf(Untrue.class);
    }

    @Test
    void everyChangedByteOfAnyFileIsFound() {
        var served = served(600);
        for (var path : served.keySet()) {
            for (var at : List.of(0, 1, 2, 5, 31)) {
                var changed = new HashMap<>(served);
                var bytes = served.getOrDefault(path, new byte[0]).clone();
                bytes[at * (bytes.length - 1) / 31] ^= 1;
                changed.put(path, bytes);
                assertThatThrownBy(() -> check(changed)).as(path).isInstanceOfAny(Untrue.class, IOException.class);
            }
        }
    }

    @Test
    void entriesThatAreLeftOutSwappedOrAddedAreFound() {
        for (var changed : List.of(
                entries(599),
                entries(601),
                swapped(entries(600), 3, 4),
                swapped(entries(600), 10, 590),
                replaced(entries(600), 300))) {
            // What somebody makes who has the database and not the keys: tiles that fit, under the old signatures.
            var forged = served(changed);
            forged.put("checkpoint", served(600).getOrDefault("checkpoint", new byte[0]));
            assertThatThrownBy(() -> check(forged)).isInstanceOfAny(Untrue.class, IOException.class);
        }
    }

    @Test
    void aCheckpointNeedsTheLogAndItsQuorum() {
        var served = served(10);
        var root = tree(entries(10)).root();
        var text = new Checkpoint(ORIGIN, 10, root).text();
        var signed = log.sign(text);
        var stranger = SigningKey.make(ORIGIN, Type.NOTE);
        for (var note : List.of(
                signed,
                signed.and(List.of(one.cosign(signed, NOW))),
                signed.and(List.of(one.cosign(signed, NOW), one.cosign(signed, NOW.plusSeconds(1)))),
                stranger.sign(text).and(List.of(one.cosign(signed, NOW), two.cosign(signed, NOW))))) {
            served.put("checkpoint", note.note().getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> check(served)).isInstanceOf(Untrue.class);
        }
        assertThatThrownBy(() -> new Trust(
                        log.verifier().text(),
                        List.of(one.verifier().text(), one.verifier().text()),
                        2))
                .isInstanceOf(Untrue.class);
    }

    @Test
    void whoeverWasShownAnotherLogIsNoticed() throws Exception {
        var served = served(600);
        var checker = checker(served);
        for (var size : List.of(0, 1, 256, 599, 600)) {
            assertThat(checker.check(List.of(shown(entries(size)))).size()).isEqualTo(600);
        }
        assertThatThrownBy(() -> checker.check(List.of(shown(replaced(entries(500), 7)))))
                .isInstanceOf(Untrue.class)
                .hasMessageContaining("another log");
        assertThatThrownBy(() -> checker.check(List.of(shown(entries(601))))).isInstanceOf(Untrue.class);
    }

    private Head check(Map<String, byte[]> served) throws IOException, InterruptedException, Untrue {
        return checker(served).check();
    }

    private CheckingLog checker(Map<String, byte[]> served) throws Untrue {
        return checker(source(served));
    }

    private CheckingLog checker(Source source) throws Untrue {
        return new CheckingLog(
                source,
                new Trust(
                        log.verifier().text(),
                        List.of(one.verifier().text(), two.verifier().text()),
                        2));
    }

    private static Source source(Map<String, byte[]> served) {
        return path -> {
            var bytes = served.get(path);
            if (bytes == null) {
                throw new NoSuchFileException(path);
            }
            return bytes;
        };
    }

    private String shown(List<byte[]> entries) {
        var signed =
                log.sign(new Checkpoint(ORIGIN, entries.size(), tree(entries).root()).text());
        return signed.and(List.of(one.cosign(signed, NOW))).note();
    }

    private Map<String, byte[]> served(int size) {
        return served(entries(size));
    }

    private Map<String, byte[]> served(List<byte[]> entries) {
        var size = entries.size();
        var files = new HashMap<String, byte[]>();
        grown(entries)
                .forEach((tile, hashes) -> files.put(
                        "tile/" + tile.level() + "/" + new TilePath(tile.index(), hashes.length / Hash.BYTES).text(),
                        hashes));
        for (var from = 0; from < size; from += 256) {
            var bundle = entries.subList(from, Math.min(size, from + 256));
            files.put("tile/entries/" + new TilePath(from / 256, bundle.size()).text(), Batch.of(bundle));
        }
        var signed = log.sign(new Checkpoint(ORIGIN, size, tree(entries).root()).text());
        files.put(
                "checkpoint",
                signed.and(List.of(one.cosign(signed, NOW), two.cosign(signed, NOW)))
                        .note()
                        .getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static Map<org.vouch.log.tree.TileId, byte[]> grown(List<byte[]> entries) {
        return Growth.of(0, Map.of(), entries.stream().map(TreeHash::leaf).toList())
                .tiles();
    }

    private static Tree tree(List<byte[]> entries) {
        return new Tree(entries.size(), new Tiles(grown(entries)));
    }

    private static List<byte[]> entries(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> ("entry " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static List<byte[]> swapped(List<byte[]> entries, int first, int second) {
        var changed = new ArrayList<>(entries);
        changed.set(first, entries.get(second));
        changed.set(second, entries.get(first));
        return changed;
    }

    private static List<byte[]> replaced(List<byte[]> entries, int at) {
        var changed = new ArrayList<>(entries);
        changed.set(at, "another".getBytes(StandardCharsets.UTF_8));
        return changed;
    }
}
