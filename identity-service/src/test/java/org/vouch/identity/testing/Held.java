package org.vouch.identity.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.vouch.audit.client.testing.Patience;

/** A transaction that has done something and holds its locks until the test lets it go: puts two calls in an order. */
public final class Held implements AutoCloseable {
    private final DataSource database;
    private final Connection connection;

    private Held(DataSource database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    public static Held after(DataSource database, String sql) throws SQLException {
        var connection = database.getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return new Held(database, connection);
    }

    /** Until so many others wait for a lock of this database. */
    public Held untilSoManyWait(int others) {
        Awaitility.await()
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> waiting() >= others);
        return this;
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    private int waiting() throws SQLException {
        try (var other = database.getConnection();
                var statement = other.createStatement();
                var rows = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.close();
    }
}
