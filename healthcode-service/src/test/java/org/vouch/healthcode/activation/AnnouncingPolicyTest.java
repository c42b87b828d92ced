package org.vouch.healthcode.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.healthcode.policy.Policy;
import org.vouch.healthcode.testing.Events;
import org.vouch.healthcode.testing.HealthcodeTest;

@HealthcodeTest
class AnnouncingPolicyTest {
    @Inject
    AnnouncingPolicy announcing;

    @Inject
    Policy policy;

    @Inject
    Pool pool;

    @Test
    void aPolicyIsToldOnceWhoeverStartsWithItAndAgainWhenAnotherWasInForceBetween() {
        announce();
        announce();
        assertThat(count("select count(*) from policy_activation")).isEqualTo(1);
        run("insert into policy_activation (id, version, sha256, at) values ('another', 7, '', now())");
        announce();
        announce();
        assertThat(count("select count(*) from policy_activation")).isEqualTo(3);
        await().atMost(Patience.LONG).untilAsserted(() -> assertThat(Events.all(PolicyActivated.TOPIC))
                .filteredOn(event -> Events.header(event, "ce_type").equals(PolicyActivated.TYPE))
                .hasSize(2)
                .allMatch(event -> event.value().contains(policy.id().id())));
        run("delete from policy_activation where id = 'another'");
        run("delete from policy_activation where position > (select min(position) from policy_activation)");
    }

    private void announce() {
        announcing.announce().await().atMost(Patience.LONG);
    }

    private void run(String sql) {
        var unused = pool.query(sql).execute().await().atMost(Patience.LONG);
    }

    private long count(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getLong(0);
    }
}
