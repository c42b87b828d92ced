package org.vouch.local.images;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A library of others that is shipped.
 *
 * @param name as the list of licences writes it: {@code group:name}, or the name of an npm package
 * @param licences of which whoever ships it may choose one; empty where it does not say
 */
record Library(String name, List<String> licences) {

    private static final String OUR_OWN = "org.vouch";

    /** Of a CycloneDX bill of materials: all but our own. */
    static Stream<Library> ofBill(JsonNode bill) {
        return elements(bill.path("components"))
                .filter(component -> !component.path("group").asText().equals(OUR_OWN))
                .map(component -> new Library(
                        component.path("group").asText() + ":"
                                + component.path("name").asText(),
                        elements(component.path("licenses")).map(Library::words).toList()));
    }

    /** Of an npm lock file: all but what only the build needs. */
    static Stream<Library> ofLock(JsonNode lock) {
        return lock.path("packages").properties().stream()
                .filter(entry -> !entry.getKey().isEmpty())
                .filter(entry -> !entry.getValue().path("dev").asBoolean())
                .map(entry -> new Library(
                        entry.getKey().replaceFirst("^.*node_modules/", ""),
                        entry.getValue().has("license")
                                ? List.of(entry.getValue().path("license").asText())
                                : List.of()));
    }

    private static String words(JsonNode entry) {
        return Stream.of("/license/id", "/license/name", "/expression")
                .map(entry::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
