package org.vouch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestPlatformTest {

    @Test
    void theSameServersAreHandedOutEveryTime() throws Exception {
        Database first = TestPlatform.createDatabase("healthcode");
        Database second = TestPlatform.createDatabase("healthcode");

        assertThat(second).isEqualTo(first);
        assertThat(TestPlatform.bootstrapServers()).isEqualTo(TestPlatform.bootstrapServers());
        try (Connection connection = DriverManager.getConnection(first.jdbcUrl(), first.username(), first.password())) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void everyTopicOfThePlatformIsThereAndMoreCanBeAdded() throws Exception {
        TestPlatform.createTopics(List.of(Topic.of("only.here", 1)));

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestPlatform.bootstrapServers()))) {
            Set<String> names = admin.listTopics().names().get();
            assertThat(names).contains("only.here", "audit.enforcements", "access.records");
        }
    }
}
