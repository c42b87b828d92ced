package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An enrolled person with their phone: logs in by face, and uses the token for half of the time that it is good. */
final class Resident {

    private static final Duration USED = Duration.ofMinutes(5);

    private final Demo.Person person;
    private final Calls calls;
    private @Nullable String token;
    private long since;

    Resident(Demo.Person person, Calls calls) {
        this.person = person;
        this.calls = calls;
    }

    Demo.Person person() {
        return person;
    }

    String name() {
        return person.name();
    }

    synchronized String token() {
        String known = token;
        return known == null || System.nanoTime() - since > USED.toNanos() ? login() : known;
    }

    synchronized String login() {
        String session = calls.look("login", null, person);
        String fresh = calls.login(session, person)
                .orFail("the login of " + name())
                .path("access_token")
                .asText();
        token = fresh;
        since = System.nanoTime();
        return fresh;
    }

    String colour() {
        return calls.code(token()).text("colour");
    }

    /** Everything that this person can see under "who looked at me", newest first. */
    List<JsonNode> accesses() {
        return calls.allAccesses(token());
    }
}
