package org.vouch.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.vouch.local.keys.Client;
import org.vouch.local.keys.OwnerOnly;
import org.vouch.local.keys.Secrets;
import org.vouch.local.people.Person;
import org.vouch.local.platform.PortUse;

/** What somebody needs in order to try the running platform by hand or by a test: addresses, clients, people. */
public final class DemoFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoFile() {}

    /**
     * Writes the file anew, readable by its owner only, for it holds the clients' secrets.
     *
     * @param photos folder of the captures
     * @param enrolled document numbers of those who have enrolled
     */
    public static void write(Path file, Secrets secrets, List<Person> people, Path photos, Set<String> enrolled) {
        ObjectNode demo = JSON.createObjectNode();
        demo.putObject("services")
                .put("identity", "http://localhost:" + PortUse.IDENTITY)
                .put("healthcode", "http://localhost:" + PortUse.HEALTHCODE)
                .put("testresult", "http://localhost:" + PortUse.TESTRESULT)
                .put("audit", "http://localhost:" + PortUse.AUDIT);
        ArrayNode clients = demo.putArray("clients");
        for (Client client : Client.DEMO) {
            clients.addObject()
                    .put("id", client.id())
                    .put("secret", secrets.of(client.secretName()))
                    .put("role", client.role().wire())
                    .put("label", client.label());
        }
        ArrayNode persons = demo.putArray("persons");
        for (Person person : people) {
            ObjectNode entry = persons.addObject();
            entry.putObject("document").put("type", Person.DOCUMENT_TYPE).put("number", person.number());
            entry.put("name", person.name())
                    .put("photo", person.captureIn(photos).toString())
                    .put("enrolled", enrolled.contains(person.number()));
        }
        OwnerOnly.write(file, demo.toPrettyString());
    }
}
