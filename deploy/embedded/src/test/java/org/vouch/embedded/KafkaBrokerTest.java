package org.vouch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

    @Test
    void givingUpIsToldInsteadOfEndingTheJvm() throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        KafkaBroker.onGivingUp(told::complete);
        Thread kafka = new Thread(() -> Exit.halt(1, "all log dirs have failed"), "kafka-of-a-test");
        kafka.setDaemon(true);
        try {
            kafka.start();

            assertThat(told.get(120, TimeUnit.SECONDS)).isEqualTo("all log dirs have failed");
            assertThat(kafka.isAlive()).isTrue();
        } finally {
            Exit.resetHaltProcedure();
            Exit.resetExitProcedure();
        }
    }

    @Test
    void aBrokerThatCannotStartLeavesNoThreadThatKeepsTheJvmAlive(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Thread> before = lasting();

            assertThatThrownBy(() -> KafkaBroker.durable(folder, taken.getLocalPort(), Ports.free())
                            .close())
                    .hasMessageContaining("Kafka did not start on port " + taken.getLocalPort());

            assertThat(lasting()).isSubsetOf(before);
        }
    }

    private static List<Thread> lasting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.isDaemon())
                .toList();
    }
}
