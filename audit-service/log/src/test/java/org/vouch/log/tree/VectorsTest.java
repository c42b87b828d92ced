package org.vouch.log.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;

/** The proof vectors of transparency-dev/merkle, which nobody here wrote; skipped where they are absent. */
class VectorsTest {
    private static final Path FOLDER = Path.of("shared/vectors/rfc6962");

    static Stream<Arguments> inclusion() throws IOException {
        return read("inclusion.json");
    }

    static Stream<Arguments> consistency() throws IOException {
        return read("consistency.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inclusion")
    void isIncludedOnlyWhereTheVectorSaysSo(String name, JsonNode vector) {
        assertThat(holds(() -> Proofs.inclusion(
                        hash(vector.path("leafHash")),
                        number(vector.path("leafIdx")),
                        number(vector.path("treeSize")),
                        hashes(vector.path("proof")),
                        hash(vector.path("root")))))
                .as(name)
                .isEqualTo(!vector.path("wantErr").booleanValue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("consistency")
    void isConsistentOnlyWhereTheVectorSaysSo(String name, JsonNode vector) {
        assertThat(holds(() -> Proofs.consistency(
                        number(vector.path("size1")),
                        number(vector.path("size2")),
                        hashes(vector.path("proof")),
                        root(vector.path("root1")),
                        root(vector.path("root2")))))
                .as(name)
                .isEqualTo(!vector.path("wantErr").booleanValue());
    }

    @Test
    void thereAre196OfWhich184AreRefused() throws IOException {
        var all = Stream.concat(inclusion(), consistency())
                .map(one -> (JsonNode) one.get()[1])
                .toList();
        assertThat(all).hasSize(196);
        assertThat(all.stream().filter(one -> one.path("wantErr").booleanValue()))
                .hasSize(184);
    }

    /** What is no hash, or no number of ours, does not even become an argument: refused as well. */
    private static boolean holds(java.util.function.Supplier<Verdict> check) {
        try {
            return check.get().holds();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return false;
        }
    }

    private static long number(JsonNode value) {
        return value.bigIntegerValue().longValueExact();
    }

    private static Hash hash(JsonNode value) {
        return Hash.of(Base64.getDecoder().decode(value.asText()));
    }

    /** Some vectors, one of them valid, have words instead of roots; equal words are equal roots. */
    private static Hash root(JsonNode value) {
        var bytes = Base64.getDecoder().decode(value.asText());
        return new String(bytes, StandardCharsets.UTF_8).startsWith("don't care")
                ? TreeHash.leaf(bytes)
                : Hash.of(bytes);
    }

    private static List<Hash> hashes(JsonNode values) {
        var hashes = new ArrayList<Hash>();
        values.forEach(value -> hashes.add(hash(value)));
        return hashes;
    }

    private static Stream<Arguments> read(String file) throws IOException {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var found = folder.resolve(FOLDER).resolve(file);
            if (Files.isRegularFile(found)) {
                var vectors = new ObjectMapper().readTree(Files.readString(found));
                return StreamSupport.stream(vectors.spliterator(), false)
                        .map(vector -> Arguments.of(vector.path("name").asText(), vector));
            }
        }
        return abort("skipped: there is no " + FOLDER.resolve(file) + " in any folder above");
    }
}
