package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Step 5: what was tried and what came back, as those see it who were looked at, and where to go on. */
final class Closing {

    private final Demo demo;
    private final Cast cast;
    private final Narrator narrator;

    Closing(Demo demo, Cast cast, Narrator narrator) {
        this.demo = demo;
        this.cast = cast;
        this.narrator = narrator;
    }

    void play(@Nullable JsonNode alert) {
        narrator.heading("5  What happened");
        narrator.say("Accesses, counted from what each person sees under GET /v1/accesses:");
        narrator.say("  %-8s %-8s %8s %8s".formatted("person", "colour", "granted", "refused"));
        int granted = 0;
        int refused = 0;
        for (Resident resident : cast.residents()) {
            List<JsonNode> accesses = resident.accesses();
            int good = count(accesses, "granted");
            int bad = count(accesses, "refused");
            granted += good;
            refused += bad;
            narrator.say("  %-6s %-8s %8d %8d".formatted(resident.name(), resident.colour(), good, bad));
            byAction(accesses)
                    .forEach((action, number) -> narrator.say("           %4d × %s".formatted(number, action)));
        }
        narrator.say("  %-8s %-8s %8d %8d".formatted("all", "", granted, refused));
        narrator.expect(granted > 0 && refused > 0, "both granted and refused looks are on record");
        narrator.say("");
        narrator.say(alert == null ? "No alert." : "The alert, as the auditor reads it:");
        if (alert != null) {
            alert.properties()
                    .forEach(field -> narrator.say("  %-14s %s"
                            .formatted(
                                    field.getKey(),
                                    Narrator.shortened(field.getValue().toString()))));
        }
        narrator.say("");
        narrator.say("Explore: " + demo.services().identity() + "/q/openapi, and the same path at "
                + String.join(
                        ", ",
                        demo.services().healthcode(),
                        demo.services().testresult(),
                        demo.services().audit()));
    }

    private static int count(List<JsonNode> accesses, String outcome) {
        return (int) accesses.stream()
                .filter(access -> access.path("outcome").asText().equals(outcome))
                .count();
    }

    private static Map<String, Integer> byAction(List<JsonNode> accesses) {
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode access : accesses) {
            String by = access.path("requester").path("kind").asText();
            String key = "%s by a %s, %s"
                    .formatted(
                            access.path("action").asText(),
                            by,
                            access.path("outcome").asText());
            counts.merge(key, 1, Integer::sum);
        }
        return counts;
    }
}
