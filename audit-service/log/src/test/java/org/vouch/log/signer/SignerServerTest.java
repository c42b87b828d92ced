package org.vouch.log.signer;

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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
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
import org.vouch.log.note.SignedNote;
import org.vouch.log.note.VerifierKey;
import org.vouch.log.note.VerifierKey.Found;
import org.vouch.log.tree.Frontier;

class SignerServerTest {
    private static final String ORIGIN = "vouch.test/log";
    private static final String TOKEN = "a token";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private SignerServer server;

    @BeforeEach
    void start() throws IOException, MalformedNote {
        server = SignerServer.start(0, folder.resolve("signer"), ORIGIN, TOKEN);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void signsTheEmptyLogAndWhatIsAppendedToIt() throws Exception {
        var empty = checkpoint(get());
        assertThat(empty).isEqualTo(new Checkpoint(ORIGIN, 0, TreeHash.EMPTY));
        var answer = append(0, root(5), entries(0, 5));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(checkpoint(answer)).isEqualTo(new Checkpoint(ORIGIN, 5, root(5)));
        assertThat(checkpoint(append(5, root(300), entries(5, 300)))).isEqualTo(new Checkpoint(ORIGIN, 300, root(300)));
        assertThat(checkpoint(get()).size()).isEqualTo(300);
    }

    @Test
    void doesNotSignWhatIsNotWhereTheLastOneEnded() throws Exception {
        assertThat(append(0, root(5), entries(0, 5)).statusCode()).isEqualTo(200);
        for (var from : List.of(0, 4, 6, 300)) {
            var answer = append(from, root(10), entries(5, 10));
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(checkpoint(answer).size()).isEqualTo(5);
        }
        assertThat(append(5, root(5), List.of()).statusCode()).isEqualTo(409);
    }

    @Test
    void doesNotSignEntriesThatLeadToAnotherRootThanTheTilesDo() throws Exception {
        var changed = List.of("changed".getBytes(StandardCharsets.UTF_8));
        assertThat(append(0, root(1), changed).statusCode()).isEqualTo(422);
        assertThat(append(0, root(2), entries(0, 1)).statusCode()).isEqualTo(422);
        assertThat(checkpoint(get()).size()).isZero();
        assertThat(append(0, root(1), entries(0, 1)).statusCode()).isEqualTo(200);
    }

    @Test
    void remembersAcrossAStopWhatItSigned() throws Exception {
        var before = append(0, root(7), entries(0, 7)).body();
        server.close();
        start();
        assertThat(get().body()).isEqualTo(before);
        assertThat(append(0, root(3), entries(0, 3)).statusCode()).isEqualTo(409);
        assertThat(append(7, root(8), entries(7, 8)).statusCode()).isEqualTo(200);
    }

    @Test
    void aSignerWithoutItsMemorySignsNothing() throws Exception {
        server.close();
        Files.delete(folder.resolve("signer/signed"));
        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("memory");
    }

    @Test
    void aMemoryThatCannotBeReadIsNoneEither() throws Exception {
        server.close();
        Files.writeString(folder.resolve("signer/signed"), "3\n");
        assertThatThrownBy(this::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void twoSignersHaveNotOneKey() {
        assertThatThrownBy(() -> SignerServer.start(0, folder.resolve("signer"), ORIGIN, TOKEN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another process");
    }

    @Test
    void aKeySignsOneLogOnly() {
        server.close();
        assertThatThrownBy(() -> SignerServer.start(0, folder.resolve("signer"), "vouch.test/other", TOKEN))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobodyElseOnTheMachineReadsTheKey() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("signer"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("signer/key"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer another token", "a token", "Basic a token"})
    void onlyTheWriterHasSomethingSigned(String authorization) throws Exception {
        var request =
                HttpRequest.newBuilder(append(0, root(1))).POST(BodyPublishers.ofByteArray(Batch.of(entries(0, 1))));
        if (!authorization.isEmpty()) {
            var unused = request.header("Authorization", authorization);
        }
        assertThat(send(request.build()).statusCode()).isEqualTo(401);
        assertThat(checkpoint(get()).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/append",
                "/append?from=0",
                "/append?from=00&root=0000000000000000000000000000000000000000000000000000000000000000",
                "/append?from=-1&root=0000000000000000000000000000000000000000000000000000000000000000",
                "/append?from=0&root=0000"
            })
    void whatIsNoCallOfItsIsRefused(String call) throws Exception {
        assertThat(send(authorized(URI.create("http://localhost:" + server.port() + call), new byte[0]))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void batchesThatAreCutOffOrTooLargeAreRefusedWhole() throws Exception {
        var batch = Batch.of(entries(0, 2));
        assertThat(send(authorized(append(0, root(2)), java.util.Arrays.copyOf(batch, batch.length - 1)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(authorized(append(0, root(2)), new byte[] {0})).statusCode())
                .isEqualTo(400);
        assertThat(send(authorized(append(0, root(2)), new byte[SignerServer.MOST_BYTES + 1]))
                        .statusCode())
                .isEqualTo(413);
        assertThat(checkpoint(get()).size()).isZero();
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/checkpoint"))
                .build());
    }

    private HttpResponse<String> append(long from, Hash root, List<byte[]> entries)
            throws IOException, InterruptedException {
        return send(authorized(append(from, root), Batch.of(entries)));
    }

    private URI append(long from, Hash root) {
        return URI.create("http://localhost:" + server.port() + "/append?from=" + from + "&root="
                + HexFormat.of().formatHex(root.bytes()));
    }

    private static HttpRequest authorized(URI address, byte[] body) {
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + TOKEN)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private Checkpoint checkpoint(HttpResponse<String> answer) throws IOException, MalformedNote {
        var key = VerifierKey.parse(
                Files.readString(folder.resolve("signer/log.vkey")).strip());
        var note = SignedNote.parse(answer.body());
        assertThat(key.signed(note)).isEqualTo(Found.SIGNED);
        return Checkpoint.parse(note.text());
    }

    private static List<byte[]> entries(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> ("entry " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static Hash root(int size) {
        return Frontier.EMPTY
                .with(entries(0, size).stream().map(TreeHash::leaf).toList())
                .root();
    }
}
