package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An enrolled person with their phone: logs in by face once and uses the token from then on. */
final class Resident {

    private final Demo.Person person;
    private final Calls calls;
    private @Nullable String token;

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

    String token() {
        String known = token;
        if (known == null) {
            known = login();
        }
        return known;
    }

    String login() {
        String session = calls.look("login", null, person);
        String fresh = calls.login(session, person)
                .orFail("the login of " + name())
                .path("access_token")
                .asText();
        token = fresh;
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
