package org.vouch.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.local.keys.Secrets;
import org.vouch.local.people.Person;

class DemoFileTest {

    private static final List<Person> PEOPLE = List.of(
            new Person("张若溪", "990101198704121018", "p1.jpg", "c1.jpg"),
            new Person("李思远", "990101197911032175", "p2.jpg", "c2.jpg"));

    @Test
    void theFileHasExactlyTheDocumentedShape(@TempDir Path folder) throws Exception {
        JsonNode demo = written(folder);

        assertThat(names(demo)).containsExactly("services", "clients", "persons");
        assertThat(demo.path("services").toString())
                .isEqualTo("{\"identity\":\"http://localhost:8081\",\"healthcode\":\"http://localhost:8082\","
                        + "\"testresult\":\"http://localhost:8083\",\"audit\":\"http://localhost:8084\"}");
        assertThat(names(demo.path("clients").path(0))).containsExactly("id", "secret", "role", "label");
        assertThat(demo.path("persons").path(0).toString())
                .isEqualTo("{\"document\":{\"type\":\"resident-id\",\"number\":\"990101198704121018\"},"
                        + "\"name\":\"张若溪\",\"photo\":\"/photos/c1.jpg\",\"enrolled\":true}");
        assertThat(demo.path("persons").path(1).path("enrolled").asBoolean()).isFalse();
    }

    @Test
    void thereAreEnoughClientsOfEveryRole(@TempDir Path folder) throws Exception {
        List<String> roles = new ArrayList<>();
        written(folder)
                .path("clients")
                .forEach(client -> roles.add(client.path("role").asText()));

        assertThat(roles).filteredOn("lab"::equals).hasSizeGreaterThanOrEqualTo(2);
        assertThat(roles).filteredOn("checkpoint"::equals).hasSizeGreaterThanOrEqualTo(2);
        assertThat(roles).filteredOn("collector"::equals).isNotEmpty();
        assertThat(roles).filteredOn("officer"::equals).hasSizeGreaterThanOrEqualTo(3);
        assertThat(roles).filteredOn("auditor"::equals).hasSizeGreaterThanOrEqualTo(2);
        assertThat(roles).contains("admin").doesNotContain("service");
    }

    private static JsonNode written(Path folder) throws Exception {
        Path file = folder.resolve("demo.json");
        Secrets secrets = new Secrets(folder.resolve("secrets.properties"), new SecureRandom());
        DemoFile.write(
                file, secrets, PEOPLE, Path.of("/photos"), Set.of(PEOPLE.get(0).number()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        return new ObjectMapper().readTree(file.toFile());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
