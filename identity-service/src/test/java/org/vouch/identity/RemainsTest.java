package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.identity.me.store.RemovingRemains;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;

/** What a person takes back is gone from the files of the database too, within the promised 60 seconds and without waiting for them. */
@ServiceTest
class RemainsTest {
    private static final Somebody OYANG = Somebody.OYANG;

    @Inject
    RemovingRemains remains;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @Test
    void noFileHoldsAWithdrawnFaceOrAnErasedPerson() throws Exception {
        Api.enrolled(OYANG);
        var session = Api.shown("login", null, OYANG);
        try (var database = superuser()) {
            var shown = bytes(
                    database,
                    "select probe from face_session where purpose = 'login' and probe is not null"
                            + " order by expires_at desc limit 1");
            assertThat(files(database, shown))
                    .as("the search finds what is there")
                    .containsExactly("face_session");
            var login = Api.login(session, OYANG.number(), OYANG.fullName());
            String token = login.path("access_token");
            var person = TokensTest.verified(token, "at+jwt").getSubject();
            var of = " from person where person = '" + person + "'";
            var face = bytes(database, "select substring(template from 1 for 200)" + of);
            var identity = bytes(database, "select identity" + of);
            var key = bytes(database, "select row_key" + of);
            assertThat(files(database, face)).containsExactly("person");

            Api.as(token).delete("/v1/me/face").then().statusCode(204);
            awaitGone(database, face);
            awaitGone(database, shown);
            assertThat(files(database, identity)).containsExactly("person");
            assertThat(files(database, key)).containsExactly("person");

            Api.as(token).delete("/v1/me").then().statusCode(204);
            awaitGone(database, key);
            awaitGone(database, identity);
        }
    }

    /** PostgreSQL counts changes with some delay. */
    private void awaitGone(Connection database, byte[] bytes) {
        Awaitility.await()
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    remains.now().await().atMost(Patience.LONG);
                    return files(database, bytes).isEmpty();
                });
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(url, "postgres", System.getProperty("vouch.test.postgres.password"));
    }

    private static byte[] bytes(Connection database, String select) throws SQLException {
        try (var query = database.createStatement();
                var rows = query.executeQuery(select)) {
            assertThat(rows.next()).isTrue();
            return rows.getBytes(1);
        }
    }

    /** The tables in whose files, or in those of what is too long for a row, these bytes are. */
    private static List<String> files(Connection database, byte[] bytes) throws SQLException {
        try (var checkpoint = database.createStatement()) {
            checkpoint.execute("checkpoint");
        }
        var found = new ArrayList<String>();
        try (var query = database.prepareStatement("select coalesce(owner.relname, file.relname) from pg_class file"
                + " left join pg_class owner on owner.reltoastrelid = file.oid"
                + " where file.relkind in ('r', 't') and pg_relation_filepath(file.oid) is not null"
                + " and position(? in pg_read_binary_file(pg_relation_filepath(file.oid), true)) > 0")) {
            query.setBytes(1, bytes);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }
}
