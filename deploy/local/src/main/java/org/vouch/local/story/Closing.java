package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Step 7: what was tried and what came back, as those see it who were looked at, and where to go on. */
final class Closing {

    private final Demo demo;
    private final Cast cast;
    private final Instant begun;
    private final Narrator narrator;

    /** Only accesses from {@code begun} on are of this play. */
    Closing(Demo demo, Cast cast, Instant begun, Narrator narrator) {
        this.demo = demo;
        this.cast = cast;
        this.begun = begun;
        this.narrator = narrator;
    }

    void play(@Nullable JsonNode alert) {
        narrator.heading("7  What happened");
        narrator.say("Accesses of this play, counted from what each person sees under GET /v1/accesses:");
        narrator.say("  %-8s %-8s %8s %8s".formatted("person", "colour", "granted", "refused"));
        Map<String, Integer> kinds = new TreeMap<>();
        int granted = 0;
        int refused = 0;
        for (Resident resident : cast.residents()) {
            List<JsonNode> accesses = resident.accesses().stream()
                    .filter(access -> !Instant.parse(access.path("at").asText()).isBefore(begun))
                    .toList();
            int good = count(accesses, "granted");
            int bad = count(accesses, "refused");
            granted += good;
            refused += bad;
            narrator.say("  %-5s %-8s %8d %8d".formatted(resident.name(), resident.colour(), good, bad));
            accesses.forEach(access -> kinds.merge(kind(access), 1, Integer::sum));
        }
        narrator.say("  %-8s %-8s %8d %8d".formatted("all", "", granted, refused));
        narrator.say("Of these:");
        kinds.forEach((kind, number) -> narrator.say("  %4d  %s".formatted(number, kind)));
        narrator.expect(granted > 0 && refused > 0, "both granted and refused looks are on record");
        narrator.say("");
        narrator.say(alert == null ? "No alert." : "The alert, as the auditor reads it:");
        if (alert != null) {
            alert.properties()
                    .forEach(field -> narrator.say("  %-14s %s"
                            .formatted(field.getKey(), Narrator.shortened(withoutRecords(field.getValue())))));
            narrator.say("  its records    one look each, as those who were looked at see them under the same id:");
            alert.path("evidence").path("records").forEach(id -> narrator.say("    " + id.asText()));
        }
        narrator.say("");
        narrator.say("Explore: " + demo.services().identity() + "/q/openapi, and the same path at "
                + String.join(
                        ", ",
                        demo.services().healthcode(),
                        demo.services().testresult(),
                        demo.services().audit()));
    }

    private static String withoutRecords(JsonNode field) {
        JsonNode shown = field.deepCopy();
        if (shown instanceof ObjectNode object) {
            object.remove("records");
        }
        return shown.toString();
    }

    private static int count(List<JsonNode> accesses, String outcome) {
        return (int) accesses.stream()
                .filter(access -> access.path("outcome").asText().equals(outcome))
                .count();
    }

    private static String kind(JsonNode access) {
        return "%-16s %-12s %s"
                .formatted(
                        access.path("action").asText(),
                        access.path("requester").path("kind").asText(),
                        access.path("outcome").asText());
    }
}
