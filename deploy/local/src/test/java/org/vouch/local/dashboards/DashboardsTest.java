package org.vouch.local.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.local.dashboards.Dashboards.Query;

class DashboardsTest {
    @TempDir
    private Path folder;

    @Test
    void rowsInCommonAskOfTheServiceOfTheDashboard() throws IOException {
        Files.createDirectory(folder.resolve("common"));
        Files.writeString(
                folder.resolve("common/shared.yaml"),
                "title: S\npanels: [{title: P, queries: [{legend: a, query: 'up{job=\"SERVICE\"}'}]}]");
        Files.writeString(
                folder.resolve("one.yaml"),
                """
                title: One
                service: a-service
                rows:
                  - title: R
                    panels: [{title: Q, queries: [{legend: a, query: 'rate(x[$__rate_interval])'}]}]
                  - common: shared
                """);
        var queries = Dashboards.queries(folder);
        assertThat(queries)
                .containsExactly(
                        new Query("One", "Q", "rate(x[$__rate_interval])"),
                        new Query("One", "P", "up{job=\"a-service\"}"));
        assertThat(queries.get(0).over("5m")).isEqualTo("rate(x[5m])");
    }
}
