package org.vouch.audit.log.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HexFormat;
import java.util.List;
import org.vouch.audit.log.LogConfig;
import org.vouch.audit.log.Signer;
import org.vouch.log.hash.Hash;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignedNote;
import org.vouch.log.signer.Batch;

/** As org.vouch.log.signer.SignerServer says. */
@ApplicationScoped
class HttpSigner implements Signer {
    private final LogConfig.Signer config;
    private final Http http = new Http();

    HttpSigner(LogConfig config) {
        this.config = config.signer();
    }

    @Override
    public SignedNote last() throws IOException, InterruptedException, MalformedNote {
        var answer = http.send(HttpRequest.newBuilder(Http.at(config.url(), "/checkpoint")));
        if (answer.statusCode() != 200) {
            throw new IOException("the signer answers " + answer.statusCode());
        }
        return SignedNote.parse(answer.body());
    }

    @Override
    public Answer append(long from, List<byte[]> entries, Hash root)
            throws IOException, InterruptedException, MalformedNote {
        var call = "/append?from=" + from + "&root=" + HexFormat.of().formatHex(root.bytes());
        var answer = http.send(HttpRequest.newBuilder(Http.at(config.url(), call))
                .header("Authorization", "Bearer " + config.token())
                .POST(BodyPublishers.ofByteArray(Batch.of(entries))));
        return switch (answer.statusCode()) {
            case 200 -> new Answer.Signed(SignedNote.parse(answer.body()));
            case 409 -> new Answer.Elsewhere(SignedNote.parse(answer.body()));
            case 422 -> new Answer.OtherRoot();
            default -> throw new IOException("the signer answers " + answer.statusCode());
        };
    }
}
