package org.vouch.simulator;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who asks: a resident by the person's id, a client by its own. */
record Actor(String id, String kind, @Nullable String label) {
    static Actor resident(UUID person) {
        return new Actor(person.toString(), "resident", null);
    }

    static Actor client(String kind, String id, String label) {
        return new Actor(id, kind, label);
    }
}
