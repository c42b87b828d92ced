package org.vouch.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** Whoever may create databases and roles on a server of the loopback address. */
record Superuser(int port, String password) {

    static final String NAME = "postgres";

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,30}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{16,}");

    /** Names and passwords are checked here because they go into statements that take no parameters. */
    Superuser {
        requirePassword(password);
    }

    /** Makes sure that database and role exist, that the role has this password, and that no other role may connect. */
    Database database(String name, String rolePassword) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        requirePassword(rolePassword);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            String verb = exists(connection, "select 1 from pg_roles where rolname = ?", name) ? "alter" : "create";
            statement.execute(verb + " role \"" + name + "\" login password '" + rolePassword + "'");
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database \"" + name + "\" owner \"" + name + "\"");
            }
            statement.execute("revoke all on database \"" + name + "\" from public");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
        return Database.at(port, name, rolePassword);
    }

    private Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://localhost:" + port + "/" + NAME);
        source.setUser(NAME);
        source.setPassword(password);
        return source.getConnection();
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void requirePassword(String password) {
        if (!PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException("a password has 16 or more letters, digits, - or _");
        }
    }

    /** Without the password: a log line may hold it. */
    @Override
    public String toString() {
        return "Superuser[" + port + "]";
    }
}
