package org.vouch.audit.client.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokersTest {
    @Test
    void everyClientReachesThemByTheSameCertificatesAndTakesNothingElseOver() {
        var reached = Map.<String, Object>of(
                "bootstrap.servers", "events:9093",
                "security.protocol", "SSL",
                "ssl.keystore.location", "/etc/vouch/kafka/user.p12",
                "ssl.keystore.password", "told by nobody",
                "ssl.truststore.location", "/etc/vouch/kafka-ca/ca.p12");
        var configured = new java.util.HashMap<>(reached);
        configured.put("session.timeout.ms", "6000");
        configured.put("group.id", "one of another consumer");
        assertThat(new Brokers(configured).settings()).isEqualTo(reached);
    }
}
