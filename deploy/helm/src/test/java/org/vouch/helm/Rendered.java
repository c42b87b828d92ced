package org.vouch.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The objects that the chart makes. */
record Rendered(List<JsonNode> objects) {
    /** Whatever makes pods of ours. Strimzi and CloudNativePG make theirs themselves. */
    private static final Set<String> WORKLOADS =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static Rendered parse(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(YAML.getFactory().createParser(yaml))) {
            var objects = new ArrayList<JsonNode>();
            while (documents.hasNextValue()) {
                JsonNode next = documents.nextValue();
                if (next != null && next.isObject()) {
                    objects.add(next);
                }
            }
            return new Rendered(List.copyOf(objects));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Rendered and(Stream<JsonNode> more) {
        return new Rendered(Stream.concat(objects.stream(), more).toList());
    }

    Stream<JsonNode> all(String kind) {
        return objects.stream().filter(object -> kind(object).equals(kind));
    }

    JsonNode one(String kind, String name) {
        return all(kind)
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    Stream<JsonNode> workloads() {
        return objects.stream().filter(object -> WORKLOADS.contains(kind(object)));
    }

    /** What a workload's pods are made of. */
    static JsonNode pod(JsonNode workload) {
        return switch (kind(workload)) {
            case "Pod" -> workload.at("/spec");
            case "CronJob" -> workload.at("/spec/jobTemplate/spec/template/spec");
            default -> workload.at("/spec/template/spec");
        };
    }

    static JsonNode podLabels(JsonNode workload) {
        return kind(workload).equals("Pod")
                ? workload.at("/metadata/labels")
                : kind(workload).equals("CronJob")
                        ? workload.at("/spec/jobTemplate/spec/template/metadata/labels")
                        : workload.at("/spec/template/metadata/labels");
    }

    static List<JsonNode> containers(JsonNode workload) {
        return Stream.of("initContainers", "containers", "ephemeralContainers")
                .flatMap(list -> elements(pod(workload).path(list)))
                .toList();
    }

    static Stream<JsonNode> elements(JsonNode list) {
        var elements = new ArrayList<JsonNode>();
        list.elements().forEachRemaining(elements::add);
        return elements.stream();
    }

    static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static String called(JsonNode object) {
        return kind(object) + " " + name(object);
    }
}
