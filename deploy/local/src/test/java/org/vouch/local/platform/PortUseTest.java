package org.vouch.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortUseTest {

    @Test
    void aTakenPortIsNamedWithItsUseAndWhatToDo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortUse port = new PortUse(other.getLocalPort(), "identity-service");

            assertThat(port.conflict()).hasValueSatisfying(message -> assertThat(message)
                    .contains("Port " + other.getLocalPort(), "identity-service", "Stop that program", "ss -ltnp"));
        }
    }

    @Test
    void aFreePortIsNoConflict() throws Exception {
        int port;
        try (ServerSocket momentary = new ServerSocket(0)) {
            port = momentary.getLocalPort();
        }
        assertThat(new PortUse(port, "audit-service").conflict()).isEmpty();
    }

    @Test
    void aServiceOfOneProcessIsAskedWhereItListens() {
        PortUse service = new PortUse(8081, "identity-service");

        assertThat(service.processes(1)).containsExactly(service);
    }

    @Test
    void eachOfSeveralProcessesHasAPortAndANameOfItsOwn() {
        assertThat(new PortUse(8081, "identity-service").processes(2))
                .containsExactly(new PortUse(8181, "identity-service"), new PortUse(8281, "identity-service-2"));
    }
}
