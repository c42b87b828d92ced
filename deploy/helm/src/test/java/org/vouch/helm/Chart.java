package org.vouch.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The chart as Helm itself reads and renders it, with what {@code outside.yaml} gives from outside. */
final class Chart {
    static final List<String> PROFILES = List.of("laptop", "city", "ministry");
    static final List<String> PRODUCTION = List.of("city", "ministry");
    static final String RELEASE = "vouch";

    /** The oldest that the chart takes. */
    private static final String KUBERNETES = "1.30.0";

    static final Path FOLDER = Path.of("vouch");
    private static final Path OUTSIDE = Path.of("src/test/resources/outside.yaml");
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Map<String, Rendered> KNOWN = new ConcurrentHashMap<>();

    private Chart() {}

    /** As it is installed with this profile; rendered once. */
    static Rendered of(String profile) {
        return KNOWN.computeIfAbsent(profile, name -> with(name, values -> {}));
    }

    /** With other values than those of the profile and from outside. */
    static Rendered with(String profile, Consumer<ObjectNode> change) {
        ObjectNode values = values(profile, change);
        Rendered rendered = Rendered.parse(template(values));
        // Helm's library leaves hooks out of what it renders: the jobs, once more as objects of the release.
        values.withObjectProperty("migrations").put("hook", false);
        return rendered.and(Rendered.parse(template(values)).all("Job"));
    }

    /** The values of a profile and from outside, without those that the chart has by itself. */
    static ObjectNode values(String profile, Consumer<ObjectNode> change) {
        ObjectNode values = merge(read(FOLDER.resolve("profiles/" + profile + ".yaml")), read(OUTSIDE));
        change.accept(values);
        return values;
    }

    static String template(ObjectNode values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                YAML.writeValue(file.toFile(), values);
                return new Helm(FOLDER)
                        .template()
                        .withName(RELEASE)
                        .withNamespace(RELEASE)
                        .withKubeVersion(KUBERNETES)
                        .withValuesFile(file)
                        .call();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Linted as with {@code helm lint --strict -f}: Helm's own library takes no file there, hence a copy of the chart. */
    static LintResult lint(String profile, Path scratch) throws IOException {
        Path copy = scratch.resolve("vouch");
        try (var files = Files.walk(FOLDER)) {
            for (Path file : files.toList()) {
                Path there = copy.resolve(FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                }
            }
        }
        ObjectNode values = merge(read(FOLDER.resolve("values.yaml")), values(profile, change -> {}));
        YAML.writeValue(copy.resolve("values.yaml").toFile(), values);
        return new Helm(copy).lint().strict().call();
    }

    static ObjectNode read(Path file) {
        try {
            return (ObjectNode) YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Helm lays values over values: maps are merged, all else is replaced. */
    private static ObjectNode merge(ObjectNode under, ObjectNode over) {
        over.properties().forEach(field -> {
            JsonNode there = under.get(field.getKey());
            if (there instanceof ObjectNode map && field.getValue() instanceof ObjectNode more) {
                merge(map, more);
            } else {
                under.set(field.getKey(), field.getValue());
            }
        });
        return under;
    }
}
