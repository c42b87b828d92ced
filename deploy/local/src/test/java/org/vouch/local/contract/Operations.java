package org.vouch.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Every operation of the four services, as their OpenAPI snapshots tell it. */
final class Operations {
    static final List<String> SERVICES = List.of("identity", "healthcode", "testresult", "audit");

    private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch", "head", "options");

    /** One operation with the whole document beside it, for its references. */
    record Operation(String name, String path, JsonNode definition, JsonNode document) {
        /** {@code x-vouch-subject}: how it knows its subject, or {@code none}; empty where it does not say. */
        String subject() {
            return definition.path("x-vouch-subject").asText("");
        }

        List<String> parameters() {
            var names = new ArrayList<String>();
            definition
                    .path("parameters")
                    .forEach(parameter -> names.add(parameter.path("name").asText()));
            return names;
        }

        /** The media types of what it answers with when it succeeds. */
        List<String> successMediaTypes() {
            var types = new ArrayList<String>();
            successes().forEach(content -> content.fieldNames().forEachRemaining(types::add));
            return types;
        }

        /** Visits every property of every success, with its path: {@code items[].requester.kind}. */
        void visitAnswer(BiConsumer<String, JsonNode> visitor) {
            successes()
                    .forEach(content ->
                            content.forEach(media -> visit("", media.path("schema"), visitor, new HashSet<>())));
        }

        private List<JsonNode> successes() {
            var found = new ArrayList<JsonNode>();
            definition.path("responses").properties().forEach(response -> {
                if (response.getKey().startsWith("2") || response.getKey().equals("default")) {
                    found.add(response.getValue().path("content"));
                }
            });
            return found;
        }

        private void visit(String path, JsonNode schema, BiConsumer<String, JsonNode> visitor, Set<String> open) {
            var reference = schema.path("$ref").asText("");
            if (!reference.isEmpty()) {
                if (open.add(reference)) {
                    visit(path, document.at(reference.substring(1)), visitor, open);
                    open.remove(reference);
                }
                return;
            }
            visitor.accept(path, schema);
            schema.path("properties")
                    .properties()
                    .forEach(property -> visit(join(path, property.getKey()), property.getValue(), visitor, open));
            if (schema.has("items")) {
                visit(path + "[]", schema.path("items"), visitor, open);
            }
            // A map holds as many as a list does.
            if (schema.path("additionalProperties").isObject()) {
                visit(path + "[]", schema.path("additionalProperties"), visitor, open);
            }
            for (var combination : List.of("allOf", "anyOf", "oneOf")) {
                schema.path(combination).forEach(part -> visit(path, part, visitor, open));
            }
        }

        private static String join(String path, String name) {
            return path.isEmpty() ? name : path + "." + name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Operations() {}

    static List<Operation> all() throws IOException {
        var found = new ArrayList<Operation>();
        for (var service : SERVICES) {
            var document = new ObjectMapper()
                    .readTree(Files.readString(Path.of("../..", service + "-service", "openapi.json")));
            document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                    .filter(verb -> VERBS.contains(verb.getKey()))
                    .forEach(verb -> found.add(new Operation(
                            service + ": " + verb.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                            path.getKey(),
                            verb.getValue(),
                            document))));
        }
        return found;
    }
}
