package org.vouch.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicasTest {

    private static final SocketAddress ONE = SocketAddress.inetSocketAddress(1, "localhost");
    private static final SocketAddress TWO = SocketAddress.inetSocketAddress(2, "localhost");
    private static final SocketAddress THREE = SocketAddress.inetSocketAddress(3, "localhost");

    private final Replicas replicas = new Replicas(List.of(ONE, TWO, THREE));

    @Test
    void eachIsTheFirstInTurn() {
        assertThat(replicas.inTurn()).containsExactly(ONE, TWO, THREE);
        assertThat(replicas.inTurn()).containsExactly(TWO, THREE, ONE);
        assertThat(replicas.inTurn()).containsExactly(THREE, ONE, TWO);
    }

    @Test
    void whoIsNotReadyIsTheLastUntilReadyAgain() {
        replicas.hear(ONE, false);

        assertThat(replicas.inTurn()).containsExactly(TWO, THREE, ONE);
        assertThat(replicas.inTurn()).containsExactly(TWO, THREE, ONE);
        replicas.hear(ONE, true);
        replicas.inTurn();
        assertThat(replicas.inTurn()).containsExactly(ONE, TWO, THREE);
    }

    @Test
    void whereNoneIsReadyAllAreAskedAllTheSame() {
        replicas.all().forEach(one -> replicas.hear(one, false));

        assertThat(replicas.inTurn()).containsExactly(ONE, TWO, THREE);
    }
}
