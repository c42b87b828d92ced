package org.vouch.log.signer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.vouch.log.edge.Answer;
import org.vouch.log.edge.Door;
import org.vouch.log.edge.Door.Asked;
import org.vouch.log.edge.Store;
import org.vouch.log.hash.Hash;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.signer.Signing.Decision;

/**
 * The signer as a process, of the loopback address unless it is told otherwise, with a key and a memory in its own folder. Only the writer of the log,
 * who has the token, can have something signed.
 *
 * <pre>
 * GET  /checkpoint                       what was signed last
 * POST /append?from=SIZE&amp;root=HEX       a batch of entries and the root they lead to
 *      200 the signed checkpoint   409 not where the last one ended   422 another root   (both with the last one)
 * </pre>
 */
public final class SignerServer implements AutoCloseable {
    /** A batch has at most so many bytes. */
    public static final int MOST_BYTES = 4 << 20;

    private static final Pattern QUERY = Pattern.compile("from=(0|[1-9][0-9]{0,17})&root=([0-9a-f]{64})");

    private final Store store;
    private final Door door;

    private SignerServer(Store store, Door door) {
        this.store = store;
        this.door = door;
    }

    /** Arguments: the port ({@link Door#address}), the folder, the log's name; the token in the environment, as VOUCH_LOG_SIGNER_TOKEN. */
    public static void main(String[] arguments) throws IOException, MalformedNote, InterruptedException {
        var token = System.getenv("VOUCH_LOG_SIGNER_TOKEN");
        if (token == null || token.isBlank()) {
            throw new IllegalStateException("VOUCH_LOG_SIGNER_TOKEN is not set: without it anybody could fill the log");
        }
        var server = start(Door.address(arguments[0]), Path.of(arguments[1]), arguments[2], token);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        Thread.currentThread().join();
    }

    /** On the loopback address; port 0 takes any free one. */
    public static SignerServer start(int port, Path folder, String origin, String token)
            throws IOException, MalformedNote {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), folder, origin, token);
    }

    private static SignerServer start(InetSocketAddress address, Path folder, String origin, String token)
            throws IOException, MalformedNote {
        var store = Store.open(folder);
        var signing = Signing.open(store, origin);
        var expected = "Bearer " + token;
        var door = Door.open(address, asked -> answer(signing, expected, asked));
        return new SignerServer(store, door);
    }

    public int port() {
        return door.port();
    }

    private static Answer answer(Signing signing, String expected, Asked asked) throws IOException {
        var call = asked.method() + " " + asked.path();
        if (call.equals("GET /checkpoint")) {
            return Answer.of(200, signing.last().note());
        }
        if (!call.equals("POST /append")) {
            return Answer.of(404, "");
        }
        var given = asked.authorization() == null ? "" : asked.authorization();
        if (!MessageDigest.isEqual(bytes(given), bytes(expected))) {
            return Answer.of(401, "");
        }
        var query = QUERY.matcher(asked.query() == null ? "" : asked.query());
        if (!query.matches()) {
            return Answer.of(400, "from and root are needed\n");
        }
        var body = asked.body(MOST_BYTES);
        if (body.isEmpty()) {
            return Answer.of(413, "");
        }
        var batch = Batch.parse(body.get());
        if (batch.isEmpty()) {
            return Answer.of(400, "an entry is cut off\n");
        }
        return answer(signing.append(
                Long.parseLong(query.group(1)),
                batch.get(),
                Hash.of(HexFormat.of().parseHex(query.group(2)))));
    }

    private static Answer answer(Decision decision) {
        if (decision instanceof Decision.Signed signed) {
            return Answer.of(200, signed.note().note());
        }
        if (decision instanceof Decision.Elsewhere elsewhere) {
            return Answer.of(409, elsewhere.last().note());
        }
        return Answer.of(422, ((Decision.OtherRoot) decision).last().note());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        door.close();
        store.close();
    }
}
