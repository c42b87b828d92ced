package org.vouch.local.story;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.vouch.local.platform.Layout;

/** The demo file as any caller of the platform reads it: this is all that the story knows beside the public API. */
public record Demo(Services services, List<Client> clients, List<Person> persons) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Base addresses. */
    public record Services(String identity, String healthcode, String testresult, String audit) {

        /** At one origin, where each service is below its name. */
        static Services at(String origin) {
            return new Services(
                    origin + "/identity", origin + "/healthcode", origin + "/testresult", origin + "/audit");
        }
    }

    /** Somebody who comes with an id and a secret. */
    public record Client(String id, String secret, String role, String label) {}

    /** Somebody who comes with a document and a face. */
    public record Person(Document document, String name, String photo, boolean enrolled) {}

    /** A document, as the API writes it. */
    public record Document(String type, String number) {}

    public static Demo read(Layout layout) {
        try {
            return JSON.readValue(layout.demo().toFile(), Demo.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + layout.demo() + "; does the platform run?", e);
        }
    }

    Client client(String role) {
        return clients.stream()
                .filter(client -> client.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + role + " in the demo file"));
    }
}
