package org.vouch.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vouch.local.contract.Operations.Operation;

/**
 * Promise P11: no role, officers and admins included, reads or exports more than one person at a time. Walks every
 * operation of the four OpenAPI documents; the compiler checks the same in the code (DisclosureProcessor).
 */
class NobodyCanListPeopleTest {
    /** The ways of the contract by which an operation may know its subject. */
    private static final Set<String> SOURCES =
            Set.of("none", "self", "face", "presence-proof", "pass", "delegation", "counter");

    /** Words that name a person or say something about one. */
    private static final Set<String> PERSONAL = Set.of(
            "maskedname",
            "name",
            "document",
            "number",
            "person",
            "subject",
            "colour",
            "latesttest",
            "outcome",
            "face",
            "template",
            "photo",
            "portrait",
            "image",
            "birthdate",
            "phone",
            "sampledat",
            "window");

    /** Parameters by which somebody could be looked up without being there. */
    private static final Set<String> LOOKUPS = Set.of(
            "person",
            "subject",
            "name",
            "document",
            "number",
            "documentnumber",
            "idnumber",
            "phone",
            "q",
            "query",
            "search");

    private static final Set<String> ONE_ANSWER =
            Set.of("application/json", "image/svg+xml", "image/png", "text/plain", "text/event-stream");

    /** Tiles of the log are bytes (C2SP tlog-tiles): hashes, and for auditors entries, which hold keyed pseudonyms. */
    private static final Set<String> TILES =
            Set.of("audit: GET /tile/{level}/{tile}", "audit: GET /tile/entries/{tile}");

    /**
     * Whom a delegation joins know each other by masked names, as they do since they stood before one camera; four
     * dependants and sixteen helpers at most.
     */
    private static final Map<String, String> KNOWN_TO_EACH_OTHER =
            Map.of("identity: GET /v1/delegations", "items[].maskedName");

    @Test
    void theFourDocumentsAreThere() throws IOException {
        var names = Operations.all().stream().map(Operation::name).toList();
        assertThat(names)
                .contains(
                        "identity: POST /v1/presence-checks",
                        "healthcode: POST /v1/proxy-lookups",
                        "testresult: POST /v1/results",
                        "audit: GET /v1/accesses")
                .hasSizeGreaterThan(20);
    }

    /**
     * The one list of accounts: of staff, for administrators. It tells what a post is, and nothing else; a resident has no
     * account that anybody lists.
     */
    @Test
    void theOnlyAccountsThatAreListedAreOfStaff() throws IOException {
        var listing = new ArrayList<String>();
        for (var operation : Operations.all()) {
            var paths = new TreeSet<String>();
            operation.visitAnswer((path, schema) -> paths.add(path));
            if (paths.contains("items[].roles")) {
                listing.add(operation.name());
                assertThat(paths)
                        .containsExactlyInAnyOrder(
                                "",
                                "items",
                                "items[]",
                                "items[].id",
                                "items[].label",
                                "items[].roles",
                                "items[].roles[]",
                                "items[].organisation",
                                "items[].state",
                                "items[].createdAt",
                                "next");
            }
        }
        assertThat(listing).containsExactly("identity: GET /v1/staff");
    }

    @TestFactory
    List<DynamicTest> everyOperationIsAboutOnePersonAtMost() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var operation : Operations.all()) {
            tests.add(DynamicTest.dynamicTest(operation.name(), () -> check(operation)));
        }
        return tests;
    }

    private static void check(Operation operation) {
        var sources = Set.of(operation.subject().split(","));
        assertThat(SOURCES).as("how %s knows its subject", operation).containsAll(sources);
        assertThat(operation.parameters())
                .as("nobody is found by who they are")
                .noneMatch(parameter -> LOOKUPS.contains(parameter.toLowerCase(Locale.ROOT)));
        assertThat(operation.successMediaTypes())
                .as("no export format")
                .allMatch(type -> ONE_ANSWER.contains(type)
                        || (type.equals("application/octet-stream") && TILES.contains(operation.name())));
        operation.visitAnswer((path, schema) -> {
            var last = lastWord(path);
            if (sources.contains("none")) {
                assertThat(PERSONAL)
                        .as("%s says nothing about a person: %s", operation, path)
                        .doesNotContain(last);
            } else if (!sources.equals(Set.of("self"))) {
                assertThat(path)
                        .as("%s is about one person: %s", operation, path)
                        .satisfiesAnyOf(text -> assertThat(text).doesNotContain("[]"), text -> assertThat(PERSONAL)
                                .doesNotContain(last));
            } else if (path.contains("[]") && !path.equals(KNOWN_TO_EACH_OTHER.get(operation.name()))) {
                assertThat(Set.of("person", "subject", "document", "maskedname", "name"))
                        .as("a list of one's own things names nobody: %s %s", operation, path)
                        .doesNotContain(last);
            }
        });
    }

    private static String lastWord(String path) {
        return path.substring(path.lastIndexOf('.') + 1).replace("[]", "").toLowerCase(Locale.ROOT);
    }
}
