package org.vouch.helm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The definitions that npm packages bring as types: {@code judge.mjs} holds objects to them, with the TypeScript compiler
 * and the packages' own validators. The compiler takes seconds to begin and next to none for an object: there is one judge
 * for all tests, objects are rather given to it many at a time, and what it said of the same objects is kept in the build's
 * folder.
 */
final class TypedDefinitions {
    private static final Path JUDGE = Path.of("src/test/node/judge.mjs");
    private static final Path LOCK = Path.of("package-lock.json");
    private static final Path PACKAGES = Path.of("target/npm");
    private static final Path JUDGED = Path.of("target/judged");

    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final Map<JsonNode, List<String>> KNOWN = new HashMap<>();

    private TypedDefinitions() {}

    /** The faults of each. */
    static synchronized Map<JsonNode, List<String>> faults(Collection<JsonNode> objects) {
        List<JsonNode> unknown = objects.stream()
                .distinct()
                .filter(object -> !KNOWN.containsKey(object))
                // A copy: whoever asked may change theirs.
                .<JsonNode>map(JsonNode::deepCopy)
                .toList();
        if (!unknown.isEmpty()) {
            List<List<String>> faults = judged(unknown);
            for (int at = 0; at < unknown.size(); at++) {
                KNOWN.put(unknown.get(at), faults.get(at));
            }
        }
        return objects.stream().distinct().collect(Collectors.toMap(object -> object, KNOWN::get));
    }

    private static List<List<String>> judged(List<JsonNode> objects) {
        try {
            Files.createDirectories(JUDGED);
            String asked = JACKSON.writeValueAsString(objects);
            Path kept = JUDGED.resolve(Kept.name(
                            Files.readAllBytes(JUDGE), Files.readAllBytes(LOCK), asked.getBytes(StandardCharsets.UTF_8))
                    + ".json");
            String faults = Files.exists(kept) ? Files.readString(kept) : Judge.ask(asked);
            List<List<String>> read = JACKSON.readValue(faults, new TypeReference<>() {});
            if (read.size() != objects.size()) {
                throw new AssertionError("not every object was judged");
            }
            Files.writeString(kept, faults);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begun with the first question, and ended with the tests: its input ends then. */
    private static final class Judge {
        private static final Path LOG = JUDGED.resolve("judge.log");
        private static final Process PROGRAM = begin();
        private static final BufferedReader ANSWERS = PROGRAM.inputReader(StandardCharsets.UTF_8);
        private static final BufferedWriter QUESTIONS = PROGRAM.outputWriter(StandardCharsets.UTF_8);

        static String ask(String line) throws IOException {
            QUESTIONS.write(line);
            QUESTIONS.newLine();
            QUESTIONS.flush();
            String answer = ANSWERS.readLine();
            if (answer == null) {
                throw new AssertionError("no judgement:\n" + Files.readString(LOG));
            }
            return answer;
        }

        private static Process begin() {
            try {
                return new ProcessBuilder(
                                "node",
                                JUDGE.toString(),
                                PACKAGES.toAbsolutePath().toString())
                        .redirectError(LOG.toFile())
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
