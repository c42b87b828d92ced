package org.vouch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void noPortIsGivenTwiceInARow() {
        assertThat(IntStream.range(0, 2_000).map(i -> Ports.free())).doesNotHaveDuplicates();
    }

    @Test
    void aPortThatIsTakenIsNotGiven() throws Exception {
        int next = Ports.free() + 1;
        try (ServerSocket taken = new ServerSocket(next, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.free()).isNotEqualTo(taken.getLocalPort());
        }
    }
}
