package org.vouch.identity.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What is on record of administrators. */
public final class Acts {
    private Acts() {}

    /** As {@code <act> <outcome>}, oldest first. */
    public static List<String> about(DataSource database, String about) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select act, outcome from admin_act where about = ? order by position")) {
            query.setString(1, about);
            var found = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1) + " " + rows.getString(2));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
