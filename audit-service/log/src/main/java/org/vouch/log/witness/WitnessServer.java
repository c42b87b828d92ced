package org.vouch.log.witness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.vouch.log.edge.Answer;
import org.vouch.log.edge.Door;
import org.vouch.log.edge.Door.Asked;
import org.vouch.log.edge.Store;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignedNote;
import org.vouch.log.note.VerifierKey;
import org.vouch.log.witness.Witnessing.Decision;

/**
 * A witness as a process, of the loopback address unless it is told otherwise (C2SP tlog-witness): {@code POST /add-checkpoint}, and
 * {@code GET /<origin hash>/checkpoint} for whoever compares. Key and memory are in its own folder.
 */
public final class WitnessServer implements AutoCloseable {
    /** A proof of 63 hashes and a note. */
    private static final int MOST_BYTES = SignedNote.MOST_CHARACTERS + 64 * 64;

    private final Store store;
    private final Door door;

    private WitnessServer(Store store, Door door) {
        this.store = store;
        this.door = door;
    }

    /** Arguments: the port ({@link Door#address}), the folder, the witness's name, the file with the log's verifier key. */
    public static void main(String[] arguments) throws IOException, MalformedNote, InterruptedException {
        var log = VerifierKey.parse(Files.readString(Path.of(arguments[3])).strip());
        var server = start(Door.address(arguments[0]), Path.of(arguments[1]), arguments[2], log, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        Thread.currentThread().join();
    }

    /** On the loopback address; port 0 takes any free one. */
    public static WitnessServer start(int port, Path folder, String name, VerifierKey log, Clock clock)
            throws IOException, MalformedNote {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), folder, name, log, clock);
    }

    private static WitnessServer start(
            InetSocketAddress address, Path folder, String name, VerifierKey log, Clock clock)
            throws IOException, MalformedNote {
        var store = Store.open(folder);
        var witnessing = Witnessing.open(store, name, log, clock);
        var door = Door.open(address, asked -> answer(witnessing, asked));
        return new WitnessServer(store, door);
    }

    public int port() {
        return door.port();
    }

    private static Answer answer(Witnessing witnessing, Asked asked) throws IOException {
        if (asked.method().equals("POST") && asked.path().equals("/add-checkpoint")) {
            return add(witnessing, asked);
        }
        if (asked.method().equals("GET") && asked.path().equals("/ready")) {
            return Answer.of(200, "");
        }
        if (asked.method().equals("GET") && asked.path().matches("/[0-9a-f]{64}/checkpoint")) {
            return witnessing
                    .latest(asked.path().substring(1, 65))
                    .map(note -> Answer.of(200, note))
                    .orElseGet(() -> Answer.of(404, ""));
        }
        return Answer.of(404, "");
    }

    private static Answer add(Witnessing witnessing, Asked asked) throws IOException {
        var body = asked.body(MOST_BYTES);
        if (body.isEmpty()) {
            return Answer.of(413, "");
        }
        var submission = Submission.parse(new String(body.get(), StandardCharsets.UTF_8));
        if (submission.isEmpty()) {
            return Answer.of(400, "not a submission\n");
        }
        try {
            return answer(witnessing.add(submission.get()));
        } catch (MalformedNote e) {
            return Answer.of(500, "the witness's own memory cannot be read\n");
        }
    }

    private static Answer answer(Decision decision) {
        if (decision instanceof Decision.Cosigned cosigned) {
            return Answer.of(200, cosigned.line().text() + "\n");
        }
        if (decision instanceof Decision.Conflict conflict) {
            return Answer.of(409, "text/x.tlog.size", conflict.size() + "\n");
        }
        if (decision instanceof Decision.UnknownLog) {
            return Answer.of(404, "not a log of this witness\n");
        }
        if (decision instanceof Decision.NotSigned) {
            return Answer.of(403, "not signed by the log\n");
        }
        return decision instanceof Decision.Backwards
                ? Answer.of(400, "smaller than what it goes on from\n")
                : Answer.of(422, "does not go on from what was cosigned last\n");
    }

    @Override
    public void close() {
        door.close();
        store.close();
    }
}
