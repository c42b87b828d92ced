package org.vouch.log.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;
import org.vouch.log.note.Checkpoint;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignatureLine;
import org.vouch.log.note.SignedNote;
import org.vouch.log.note.SigningKey;
import org.vouch.log.note.VerifierKey;
import org.vouch.log.note.VerifierKey.Found;
import org.vouch.log.note.VerifierKey.Type;
import org.vouch.log.tree.Growth;
import org.vouch.log.tree.Tiles;
import org.vouch.log.tree.Tree;

class WitnessServerTest {
    private static final String ORIGIN = "vouch.test/log";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

    private final SigningKey log = SigningKey.make(ORIGIN, Type.NOTE);
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private WitnessServer server;

    @BeforeEach
    void start() throws IOException, MalformedNote {
        server = WitnessServer.start(0, folder.resolve("witness"), "vouch.test/w1", log.verifier(), CLOCK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void cosignsALogFromItsBeginningOnAndTellsWhatItCosigned() throws Exception {
        assertThat(latest().statusCode()).isEqualTo(404);
        for (var step : List.of(List.of(0, 0), List.of(0, 5), List.of(5, 5), List.of(5, 300))) {
            var note = signed(tree("a", step.get(1)));
            var answer = add(step.get(0), proof("a", step.get(0), step.get(1)), note);
            assertThat(answer.statusCode()).as("%s", step).isEqualTo(200);
            var cosigned = note.and(List.of(SignatureLine.parse(answer.body().strip())));
            assertThat(key().signed(cosigned)).isEqualTo(Found.SIGNED);
            assertThat(latest().body()).isEqualTo(cosigned.note());
        }
    }

    @Test
    void neverCosignsASecondHistory() throws Exception {
        assertThat(cosign("a", 0, 5)).isEqualTo(200);
        assertThat(cosign("b", 5, 7)).isEqualTo(422);
        assertThat(add(5, List.of(), signed(tree("b", 5))).statusCode()).isEqualTo(422);
        assertThat(add(5, proof("b", 5, 7), signed(tree("a", 7))).statusCode()).isEqualTo(422);
        assertThat(add(5, List.of(), signed(tree("a", 7))).statusCode()).isEqualTo(422);
        assertThat(cosign("a", 5, 7)).isEqualTo(200);
    }

    @Test
    void tellsWhereItStandsToWhomeverGoesOnFromElsewhere() throws Exception {
        assertThat(cosign("a", 0, 5)).isEqualTo(200);
        for (var old : List.of(0, 3, 6)) {
            var answer = add(old, List.of(), signed(tree("a", 7)));
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).isEqualTo("5\n");
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        }
        assertThat(add(5, List.of(), signed(tree("a", 4))).statusCode()).isEqualTo(400);
        assertThat(add(4, List.of(), signed(tree("a", 4))).statusCode()).isEqualTo(409);
    }

    @Test
    void remembersAcrossAStopWhatItCosigned() throws Exception {
        assertThat(cosign("a", 0, 5)).isEqualTo(200);
        server.close();
        start();
        assertThat(cosign("b", 0, 5)).isEqualTo(409);
        assertThat(cosign("b", 5, 6)).isEqualTo(422);
        assertThat(cosign("a", 5, 6)).isEqualTo(200);
    }

    @Test
    void withoutItsMemoryItCosignsNothingMore() throws Exception {
        assertThat(cosign("a", 0, 5)).isEqualTo(200);
        Files.delete(folder.resolve("witness").resolve(originHash()));
        assertThat(cosign("b", 0, 5)).isEqualTo(500);
        server.close();
        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("memory");
    }

    @Test
    void whatWasNeverAskedForAnythingStartsAgain() throws Exception {
        server.close();
        start();
        assertThat(cosign("a", 0, 5)).isEqualTo(200);
    }

    @Test
    void ofTwoHistoriesSubmittedAtOnceOneIsCosigned() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            var one = threads.submit(() -> cosign("a", 0, 5));
            var other = threads.submit(() -> cosign("b", 0, 5));
            assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(200, 409);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void cosignsOnlyWhatItsLogSigned() throws Exception {
        var tree = tree("a", 5);
        var stranger = SigningKey.make(ORIGIN, Type.NOTE);
        assertThat(add(0, List.of(), stranger.sign(tree.text())).statusCode()).isEqualTo(403);
        var good = signed(tree);
        var forged = new SignedNote(tree("b", 5).text(), good.signatures());
        assertThat(add(0, List.of(), forged).statusCode()).isEqualTo(403);
        var other = new Checkpoint("vouch.test/other", 5, tree.root());
        assertThat(add(0, List.of(), log.sign(other.text())).statusCode()).isEqualTo(404);
        assertThat(latest().statusCode()).isEqualTo(404);
    }

    @Test
    void theEmptyTreeHasOneRootAndNoProof() throws Exception {
        var odd = new Checkpoint(ORIGIN, 0, tree("a", 1).root());
        assertThat(add(0, List.of(), signed(odd)).statusCode()).isEqualTo(422);
        assertThat(add(0, List.of(TreeHash.EMPTY), signed(tree("a", 0))).statusCode())
                .isEqualTo(422);
        assertThat(add(0, List.of(TreeHash.EMPTY), signed(tree("a", 5))).statusCode())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "old 0\n", "old 00\n\nnote\n", "old -1\n\nnote\n", "old 0\nxyz\n\nnote\n", "new 0\n\nnote\n"
            })
    void whatIsNoSubmissionIsRefused(String body) throws Exception {
        assertThat(post(body).statusCode()).isEqualTo(400);
    }

    @Test
    void longProofsAndLongBodiesAreRefused() throws Exception {
        var hashes = IntStream.range(0, 64).mapToObj(i -> TreeHash.EMPTY).toList();
        assertThat(add(0, hashes, signed(tree("a", 5))).statusCode()).isEqualTo(400);
        assertThat(post("x".repeat(80_000)).statusCode()).isEqualTo(413);
    }

    private int cosign(String history, int from, int to) throws IOException, InterruptedException {
        return add(from, proof(history, from, to), signed(tree(history, to))).statusCode();
    }

    private HttpResponse<String> add(long old, List<Hash> proof, SignedNote note)
            throws IOException, InterruptedException {
        var text = new StringBuilder("old ").append(old).append('\n');
        proof.forEach(hash -> text.append(hash.base64()).append('\n'));
        return post(text.append('\n').append(note.note()).toString());
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address("/add-checkpoint"))
                        .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> latest() throws Exception {
        return http.send(
                HttpRequest.newBuilder(address("/" + originHash() + "/checkpoint"))
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static String originHash() throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(ORIGIN.getBytes(StandardCharsets.UTF_8)));
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }

    private VerifierKey key() throws IOException, MalformedNote {
        return VerifierKey.parse(
                Files.readString(folder.resolve("witness/witness.vkey")).strip());
    }

    private SignedNote signed(Checkpoint checkpoint) {
        return log.sign(checkpoint.text());
    }

    private static Checkpoint tree(String history, int size) {
        return new Checkpoint(ORIGIN, size, grown(history, size).root());
    }

    private static List<Hash> proof(String history, int from, int to) {
        return from == 0 || from > to ? List.of() : grown(history, to).consistency(from);
    }

    private static Tree grown(String history, int size) {
        var leaves = new ArrayList<Hash>();
        for (var i = 0; i < size; i++) {
            leaves.add(TreeHash.leaf((history + i).getBytes(StandardCharsets.UTF_8)));
        }
        return new Tree(size, new Tiles(Growth.of(0, java.util.Map.of(), leaves).tiles()));
    }
}
