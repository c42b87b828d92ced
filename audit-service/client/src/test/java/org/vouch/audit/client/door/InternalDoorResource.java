package org.vouch.audit.client.door;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.vouch.audit.client.disclosure.DisclosesNothing;

/** What one service asks another. */
@Path("/internal/v1/door")
public class InternalDoorResource {
    @GET
    @PermitAll
    @DisclosesNothing("a word")
    public String door() {
        return "door";
    }
}
