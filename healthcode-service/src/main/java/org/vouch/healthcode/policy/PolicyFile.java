package org.vouch.healthcode.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vouch.healthcode.facts.Facts;

/**
 * Reads a policy from YAML and compiles every condition. What is misspelt, missing, said twice or does not type-check
 * is refused with its place; nothing of such a policy is used.
 */
public final class PolicyFile {
    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private PolicyFile() {}

    private record Written(
            @Nullable String id,
            @Nullable Integer version,
            @Nullable List<WrittenRule> rules,
            @Nullable WrittenRule otherwise) {}

    private record WrittenRule(
            @Nullable String rule,
            @Nullable String colour,
            @Nullable String when,
            @Nullable String text,
            @Nullable String clears) {}

    /** {@code name} is how the file is called in a refusal. */
    public static Policy read(String name, String yaml) {
        var written = parse(name, yaml);
        var rules = rules(name, required(written.rules(), name, "rules"));
        var last = required(written.otherwise(), name, "otherwise");
        if (last.when() != null) {
            throw new PolicyRejected(name + " otherwise.when", "what holds otherwise has no condition");
        }
        var policy = new Policy(
                new PolicyId(text(written.id(), name, "id"), required(written.version(), name, "version")),
                rules,
                colour(last, name + " otherwise"),
                reason(last, name + " otherwise"));
        tryOut(name, policy);
        return policy;
    }

    private static Written parse(String name, String yaml) {
        try {
            return required(YAML.readValue(yaml, Written.class), name, "policy");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var line = at == null ? "" : " line " + at.getLineNr() + " column " + at.getColumnNr();
            throw new PolicyRejected(name + path(e) + line, "is not what a policy is made of");
        }
    }

    private static String path(JsonProcessingException e) {
        return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining(".", " ", ""))
                        .replace(".[", "[")
                : "";
    }

    private static List<Rule> rules(String name, List<WrittenRule> written) {
        var names = new HashSet<String>();
        var rules = new ArrayList<Rule>();
        for (var i = 0; i < written.size(); i++) {
            var place = name + " rules[" + i + "]";
            var rule = required(written.get(i), place, "rule");
            var when = text(rule.when(), place, "when");
            var reason = reason(rule, place);
            if (!names.add(reason.rule())) {
                throw new PolicyRejected(place + ".rule", "two rules have one name");
            }
            rules.add(new Rule(
                    colour(rule, place),
                    reason,
                    when,
                    Vocabulary.condition(when, place + ".when (" + reason.rule() + ")")));
        }
        return rules;
    }

    private static Reason reason(WrittenRule rule, String place) {
        return new Reason(text(rule.rule(), place, "rule"), text(rule.text(), place, "text"), rule.clears());
    }

    private static Colour colour(WrittenRule rule, String place) {
        var colour = text(rule.colour(), place, "colour");
        try {
            return Colour.valueOf(colour.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new PolicyRejected(place + ".colour", "is one of green, yellow, red, unknown");
        }
    }

    private static String text(@Nullable String text, String place, String field) {
        if (text == null || text.isBlank()) {
            throw new PolicyRejected(place + "." + field, "is missing");
        }
        return text;
    }

    private static <T> T required(@Nullable T value, String place, String field) {
        if (value == null) {
            throw new PolicyRejected(place + "." + field, "is missing");
        }
        return value;
    }

    /** Type-checking does not see an index into an empty list: whoever nothing is known about must have a colour too. */
    private static void tryOut(String name, Policy policy) {
        try {
            policy.verdicts(Facts.NONE, Instant.EPOCH);
        } catch (PolicyFailed e) {
            throw new PolicyRejected(name, e.defect() + " where nothing is known about a person");
        }
    }
}
