package org.vouch.audit.client.paging;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Problems;

/**
 * How much of a list is wanted and after what. Parsed by hand: a wrong value is a 400 that names the parameter, never a
 * 404.
 *
 * @param after the last item of the page before, null for the first page
 */
public record PageRequest(int limit, @Nullable Cursor after) {
    public static final int MOST = 100;
    public static final int USUAL = 20;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(parse(limit), cursor == null ? null : Cursor.parse(cursor));
    }

    private static int parse(@Nullable String limit) {
        if (limit == null) {
            return USUAL;
        }
        var wanted = NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (wanted < 1 || wanted > MOST) {
            throw Problems.malformed("limit", "is a number from 1 to " + MOST).asException();
        }
        return wanted;
    }
}
