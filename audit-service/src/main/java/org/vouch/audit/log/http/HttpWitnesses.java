package org.vouch.audit.log.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.vouch.audit.log.LogConfig;
import org.vouch.audit.log.Witness;
import org.vouch.audit.log.Witnesses;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignatureLine;
import org.vouch.log.witness.Submission;

/** By C2SP tlog-witness, so any witness of that network will do. */
@ApplicationScoped
class HttpWitnesses implements Witnesses {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final Http http = new Http();
    private final List<Witness> all;

    HttpWitnesses(LogConfig config) {
        all = config.witnesses().entrySet().stream()
                .<Witness>map(
                        one -> new HttpWitness(one.getKey(), one.getValue().url(), http))
                .toList();
    }

    @Override
    public List<Witness> all() {
        return all;
    }

    private record HttpWitness(String name, URI url, Http http) implements Witness {
        @Override
        public Answer add(Submission submission) throws IOException, InterruptedException, MalformedNote {
            var answer = http.send(HttpRequest.newBuilder(Http.at(url, "/add-checkpoint"))
                    .POST(BodyPublishers.ofString(submission.text(), StandardCharsets.UTF_8)));
            return switch (answer.statusCode()) {
                case 200 -> new Answer.Cosigned(lines(answer.body()));
                case 409 -> conflict(answer.body());
                case 400, 403, 404, 422 -> new Answer.Refused(answer.statusCode());
                default -> throw new IOException("a witness answers " + answer.statusCode());
            };
        }

        private static List<SignatureLine> lines(String body) throws MalformedNote {
            var lines = new ArrayList<SignatureLine>();
            for (var line : body.strip().split("\n", -1)) {
                lines.add(SignatureLine.parse(line));
            }
            return lines;
        }

        private static Answer conflict(String body) throws IOException {
            var size = body.strip();
            if (!SIZE.matcher(size).matches()) {
                throw new IOException("a witness tells no size");
            }
            return new Answer.Conflict(Long.parseLong(size));
        }
    }
}
