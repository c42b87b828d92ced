package org.vouch.bench.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A platform that {@code deploy/run} started on this machine, by what it wrote down: addresses, clients, people, and the keys
 * and passwords that a key service would hold elsewhere.
 */
public record LocalPlatform(
        URI identity, URI healthcode, URI audit, List<Client> clients, List<Person> people, Path data) {

    /** Whoever has a secret. */
    public record Client(String id, String secret, String role) {
        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    /** Somebody of the civil registry's simulator. */
    public record Person(String documentType, String number, String name, Path photo) {
        @Override
        public String toString() {
            return "Person";
        }
    }

    /** Fails with what to do where none has been started. */
    public static LocalPlatform of(Path repository) throws IOException {
        Path target = repository.resolve("deploy/local/target");
        Path demo = target.resolve("demo.json");
        if (!Files.exists(demo)) {
            throw new IllegalStateException("start the platform first: deploy/run --no-story");
        }
        JsonNode told = new ObjectMapper().readTree(demo.toFile());
        List<Client> clients = new ArrayList<>();
        told.path("clients")
                .forEach(client -> clients.add(new Client(
                        client.path("id").asText(),
                        client.path("secret").asText(),
                        client.path("role").asText())));
        List<Person> people = new ArrayList<>();
        told.path("persons")
                .forEach(person -> people.add(new Person(
                        person.path("document").path("type").asText(),
                        person.path("document").path("number").asText(),
                        person.path("name").asText(),
                        Path.of(person.path("photo").asText()))));
        return new LocalPlatform(
                URI.create(told.path("services").path("identity").asText()),
                URI.create(told.path("services").path("healthcode").asText()),
                URI.create(told.path("services").path("audit").asText()),
                List.copyOf(clients),
                List.copyOf(people),
                target.resolve("data"));
    }

    public List<Client> of(String role) {
        return clients.stream().filter(client -> client.role().equals(role)).toList();
    }

    /** What identity-service seals the faces of its sessions under: a Tink keyset in JSON. */
    String sessionsKeyset() throws IOException {
        return Files.readString(data.resolve("keys/sessions.json"));
    }

    /** To identity-service's own database, as identity-service. */
    Connection identityDatabase() throws IOException, SQLException {
        return database("identity");
    }

    /** To a service's own database, as that service: {@code identity}, {@code audit} and so on. */
    public Connection database(String name) throws IOException, SQLException {
        Properties secrets = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("keys/secrets.properties"))) {
            secrets.load(file);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:5433/" + name, name, secrets.getProperty("database." + name));
    }
}
