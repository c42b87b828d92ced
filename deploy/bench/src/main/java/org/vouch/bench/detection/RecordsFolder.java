package org.vouch.bench.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.Look;

/** A folder of records.ndjson (the access-record contract, in the log's order) and labels.ndjson. */
final class RecordsFolder implements World {
    private final Path folder;
    private final int accounts;
    private final ObjectReader json = new ObjectMapper().readerFor(JsonNode.class);

    RecordsFolder(Path folder, int accounts) {
        this.folder = folder;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public int accounts() {
        return accounts;
    }

    @Override
    public List<Blame> blames() throws IOException {
        var blames = new ArrayList<Blame>();
        var file = folder.resolve("labels.ndjson");
        if (!Files.exists(file)) {
            return blames;
        }
        for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (!line.isBlank()) {
                JsonNode label = json.readValue(line);
                blames.add(new Blame(
                        label.path("requester").asText(),
                        label.path("incident").asText(),
                        label.path("pattern").asText(),
                        time(label, "from"),
                        time(label, "until")));
            }
        }
        return blames;
    }

    private static @Nullable Instant time(JsonNode label, String name) {
        return label.hasNonNull(name) ? Instant.parse(label.get(name).asText()) : null;
    }

    @Override
    public void readBy(Reader reader) throws IOException {
        var clock = new LogClock();
        try (var lines = Files.newBufferedReader(folder.resolve("records.ndjson"), StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    var timed = clock.take(look(json.readValue(line)));
                    if (timed.isPresent()) {
                        reader.read(timed.get().look(), timed.get().at());
                    }
                }
            }
        }
        for (var timed : clock.rest()) {
            reader.read(timed.look(), timed.at());
        }
    }

    private static Look look(JsonNode record) {
        var who = record.path("requester");
        var subject = text(record, "subject");
        var requester = who.path("id").asText();
        return new Look(
                id(record.path("recordId").asText()),
                Instant.parse(record.path("at").asText()),
                record.path("producer").asText(),
                record.path("sequence").asLong(),
                requester,
                CallerKind.valueOf(who.path("kind").asText().toUpperCase(Locale.ROOT)),
                text(who, "label"),
                subject == null || subject.equals(requester) ? Look.NOBODY : SubjectTokens.of(id(subject)),
                record.path("action").asText(),
                text(record, "purpose"),
                text(record, "venue"),
                record.path("outcome").asText().equals("refused"),
                text(record, "reason"),
                text(record, "proof"));
    }

    /** The contract has UUIDs; whoever writes other ids by hand is understood too. */
    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException other) {
            return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asText() : null;
    }
}
