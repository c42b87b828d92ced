package org.vouch.audit.client.edge;

import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Nothing is cacheable unless the answer says so itself: {@code Cache-Control: no-store} is the default. */
class NotStored {
    @ServerResponseFilter
    void deny(ContainerResponseContext answer) {
        answer.getHeaders().putIfAbsent("Cache-Control", java.util.List.of("no-store"));
    }
}
