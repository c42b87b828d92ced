package org.vouch.local.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** The running PostgreSQL as its superuser sees it. */
public final class Databases {

    private static final String SUPERUSER = "postgres";
    private static final int ROWS_AT_ONCE = 1000;

    private final String password;

    public Databases(String password) {
        this.password = password;
    }

    /** Every page in memory is in its file when this returns. */
    public void checkpoint() {
        try (Connection connection = connect(SUPERUSER);
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Whether pages are compressed in the write-ahead log, where nobody would find anything. */
    public boolean compressesItsLog() {
        return !column(SUPERUSER, "show wal_compression").equals(List.of("off"));
    }

    public List<String> names() {
        return column(SUPERUSER, "select datname from pg_database where datallowconn and not datistemplate");
    }

    /** Every value of every table as it is, also those that lie compressed in the files. */
    public void write(String database, OutputStream out) {
        List<String> tables = column(
                database,
                "select format('%I.%I', schemaname, tablename) from pg_tables"
                        + " where schemaname not in ('pg_catalog', 'information_schema')");
        try (Connection connection = connect(database)) {
            connection.setAutoCommit(false);
            for (String table : tables) {
                rows(connection, table, out);
            }
        } catch (SQLException e) {
            throw broken(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rows(Connection connection, String table, OutputStream out) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                ResultSetMetaData columns = rows.getMetaData();
                while (rows.next()) {
                    for (int column = 1; column <= columns.getColumnCount(); column++) {
                        out.write(value(rows, columns.getColumnType(column), column));
                        out.write('\n');
                    }
                }
            }
        }
    }

    /** Bytes as they are, everything else as text. */
    private static byte[] value(ResultSet row, int type, int column) throws SQLException {
        if (type == Types.BINARY) {
            byte[] bytes = row.getBytes(column);
            return bytes == null ? new byte[0] : bytes;
        }
        String text = row.getString(column);
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    /** The one column that a query gives, as text. */
    public List<String> column(String database, String query) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + PortUse.POSTGRES + "/" + database, SUPERUSER, password);
    }

    private static IllegalStateException broken(SQLException e) {
        return new IllegalStateException("PostgreSQL cannot be looked through", e);
    }
}
