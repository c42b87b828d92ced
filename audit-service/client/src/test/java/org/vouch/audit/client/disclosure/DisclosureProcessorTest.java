package org.vouch.audit.client.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisclosureProcessorTest {
    @TempDir
    Path out;

    @Test
    void anEndpointThatDoesNotSayHowItKnowsItsSubjectDoesNotCompile() throws IOException {
        assertThat(errors("@GET public String code() { return \"\"; }"))
                .containsExactly(
                        "say how this endpoint knows its subject: exactly one of @Discloses and @DisclosesNothing");
    }

    @Test
    void sayingBothIsSayingNothing() throws IOException {
        assertThat(errors("@POST @DisclosesNothing(\"x\") @Discloses(SubjectSource.SELF)"
                        + " public Disclosed<String> code() { return null; }"))
                .hasSize(1);
    }

    @Test
    void dataAboutAPersonLeaveThroughTheGate() throws IOException {
        assertThat(errors("@GET @Discloses(SubjectSource.SELF) public Uni<Person> code() { return null; }"))
                .containsExactly("data about a person leaves through the gate: return Disclosed<...>");
        assertThat(errors("@GET @Discloses(SubjectSource.SELF) public Uni<Disclosed<Person>> code() { return null; }"))
                .isEmpty();
        assertThat(errors("@GET @Discloses(SubjectSource.SELF)"
                        + " public Uni<RestResponse<Disclosed<Person>>> code() { return null; }"))
                .isEmpty();
    }

    @Test
    void nobodyCanListPeople() throws IOException {
        for (var many : List.of(
                "Uni<Disclosed<List<Person>>>",
                "Uni<Disclosed<Person[]>>",
                "Multi<Disclosed<Person>>",
                "Uni<List<Disclosed<Person>>>",
                "Uni<RestResponse<List<Disclosed<Person>>>>",
                "Uni<Disclosed<Page>>",
                "Uni<Disclosed<Pages<Person>>>")) {
            assertThat(errors("@GET @Discloses(SubjectSource.PASS) public " + many + " people() { return null; }"))
                    .as(many)
                    .containsExactly("nobody can list people: one person at a time");
        }
    }

    @Test
    void onesOwnDataMayBeManyThings() throws IOException {
        assertThat(errors("@GET @Discloses(SubjectSource.SELF) public Uni<Disclosed<Page>> mine() { return null; }"))
                .isEmpty();
        assertThat(errors("@GET @Discloses(SubjectSource.PASS) public Disclosed<Tests> look() { return null; }"))
                .isEmpty();
    }

    @Test
    void anyVerbIsAVerb() throws IOException {
        assertThat(errors("@Report public String code() { return \"\"; }")).hasSize(1);
    }

    @Test
    void whatIsAboutAPersonIsFoundAtAnyDepth() throws IOException {
        for (var hidden :
                List.of("Person", "List<Person>", "Person[]", "Page", "Uni<List<Page>>", "Answer", "Pages<Person>")) {
            assertThat(errors("@GET @DisclosesNothing(\"counts\") public " + hidden + " count() { return null; }"))
                    .as(hidden)
                    .containsExactly("Person is about a person: it leaves through the gate only");
        }
        assertThat(errors("@GET @DisclosesNothing(\"counts\") public Uni<Integer> count() { return null; }"))
                .isEmpty();
    }

    @Test
    void aTypeThatHidesWhatItHoldsIsRefused() throws IOException {
        for (var opaque : List.of(
                "Object",
                "jakarta.ws.rs.core.Response",
                "java.util.Map<String, String>",
                "java.util.HashMap<String, String>",
                "com.fasterxml.jackson.databind.node.ObjectNode",
                "Uni<?>",
                "Uni<? extends Page>",
                "List",
                "RestResponse<?>",
                "RestResponse")) {
            assertThat(errors("@GET @DisclosesNothing(\"counts\") public " + opaque + " count() { return null; }"))
                    .as(opaque)
                    .singleElement()
                    .asString()
                    .endsWith("hides what it holds: return a type that tells");
        }
    }

    @Test
    void theReasonIsSaid() throws IOException {
        assertThat(errors("@GET @DisclosesNothing(\" \") public String count() { return null; }"))
                .containsExactly("@DisclosesNothing says why");
    }

    @Test
    void whatIsDeclaredIsWrittenDownForTheOpenApiDocument() throws IOException {
        assertThat(errors("@GET @Discloses({SubjectSource.PASS, SubjectSource.PRESENCE_PROOF})"
                        + " public Disclosed<Person> look() { return null; }"
                        + " @DELETE @DisclosesNothing(\"gone\") public void go() {}"))
                .isEmpty();
        assertThat(Files.readString(out.resolve(DisclosureProcessor.DECLARATIONS)))
                .isEqualTo("Door_go none\nDoor_look pass,presence-proof\n");
    }

    private List<String> errors(String members) throws IOException {
        var source =
                """
                package org.vouch.sample;
                import jakarta.ws.rs.*;
                import io.smallrye.mutiny.*;
                import java.util.List;
                import org.jboss.resteasy.reactive.RestResponse;
                import org.vouch.audit.client.disclosure.*;
                public class Door {
                    @AboutAPerson public record Person(String name) {}
                    public record Page(List<Person> items) {}
                    public record Pages<T>(List<T> items) {}
                    public record Tests(List<String> outcomes) {}
                    @HttpMethod("REPORT") @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
                    public @interface Report {}
                    public sealed interface Answer permits Found {}
                    public record Found(Person person) implements Answer {}
                    %s
                }
                """
                        .formatted(members);
        var found = new DiagnosticCollector<JavaFileObject>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            var task = compiler.getTask(
                    null,
                    files,
                    found,
                    List.of("-classpath", System.getProperty("java.class.path"), "-d", out.toString(), "-proc:only"),
                    null,
                    List.of(new Source(source)));
            task.setProcessors(List.of(new DisclosureProcessor()));
            var unused = task.call();
        }
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///org/vouch/sample/Door.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
