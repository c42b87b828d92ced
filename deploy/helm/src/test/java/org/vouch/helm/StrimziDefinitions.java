package org.vouch.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The definitions of Strimzi's resources, made of its models by its own generator, as for its releases, and closed: a field
 * that a definition does not name is a fault, except where it says that it keeps unknown ones. Made once for a class path,
 * and kept in the build's folder.
 */
final class StrimziDefinitions {
    private static final Map<String, Class<?>> MODELS = Map.of(
            "Kafka", Kafka.class,
            "KafkaNodePool", KafkaNodePool.class,
            "KafkaTopic", KafkaTopic.class,
            "KafkaUser", KafkaUser.class);

    private static final Path FOLDER = Path.of("target/strimzi");
    private static final Path GENERATOR = FOLDER.resolve("crd-generator.jar");
    private static final Set<String> OF_NO_MEANING_HERE =
            Set.of("x-kubernetes-preserve-unknown-fields", "x-kubernetes-int-or-string", "example");
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<String, JsonSchema> DEFINED = new ConcurrentHashMap<>();

    private StrimziDefinitions() {}

    static boolean define(JsonNode object) {
        return object.path("apiVersion").asText().startsWith("kafka.strimzi.io/");
    }

    static List<String> faults(JsonNode object) {
        return DEFINED
                .computeIfAbsent(
                        object.path("apiVersion").asText() + " " + Rendered.kind(object), defined -> schema(object))
                .validate(object)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonSchema schema(JsonNode object) {
        try {
            JsonNode definition = JACKSON.readTree(
                    generated().resolve(Rendered.kind(object) + ".json").toFile());
            String group = definition.at("/spec/group").asText();
            ObjectNode schema = Rendered.elements(definition.at("/spec/versions"))
                    .filter(version -> object.path("apiVersion")
                            .asText()
                            .equals(group + "/" + version.path("name").asText()))
                    .map(version -> (ObjectNode) version.at("/schema/openAPIV3Schema"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("Strimzi does not define " + Rendered.called(object)));
            // An API server takes no object without them, whatever the definition says.
            schema.putArray("required")
                    .add("apiVersion")
                    .add("kind")
                    .add("metadata")
                    .add("spec");
            close(schema);
            return SCHEMAS.getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of all definitions. */
    private static synchronized Path generated() throws IOException {
        // The generator stands last: the models of Kubernetes inside it are older than Strimzi's own ones need.
        String classes = System.getProperty("java.class.path") + File.pathSeparator + GENERATOR;
        Path folder = FOLDER.resolve(Kept.name(
                classes.getBytes(StandardCharsets.UTF_8),
                Files.getLastModifiedTime(GENERATOR).toString().getBytes(StandardCharsets.UTF_8)));
        if (Files.exists(folder)) {
            return folder;
        }
        Path unfinished = Files.createTempDirectory(FOLDER, "unfinished");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes,
                "io.strimzi.crdgenerator.CrdGenerator",
                "--api-versions",
                "v1",
                "--storage-version",
                "v1"));
        MODELS.forEach((kind, model) -> command.add(model.getName() + "=" + unfinished.resolve(kind + ".json")));
        Kept.run(command, FOLDER.resolve("generator.log"));
        return Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Not within {@code oneOf} and its like, which name a few of the fields only. */
    private static void close(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return;
        }
        boolean keepsUnknown =
                object.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (object.has("properties") && !object.has("additionalProperties") && !keepsUnknown) {
            object.put("additionalProperties", false);
        }
        var unused = object.remove(OF_NO_MEANING_HERE);
        object.path("properties").forEach(StrimziDefinitions::close);
        close(object.path("additionalProperties"));
        close(object.path("items"));
    }
}
