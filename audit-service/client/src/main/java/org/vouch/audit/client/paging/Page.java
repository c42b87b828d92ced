package org.vouch.audit.client.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some items of a list, newest first.
 *
 * @param next where the following page starts, null where this is the last
 */
public record Page<T>(List<T> items, @Nullable Cursor next) {

    /** Of up to {@code limit + 1} items found: one more than wanted shows that there is a next page. */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> place) {
        if (found.size() <= limit) {
            return new Page<>(List.copyOf(found), null);
        }
        var items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, place.apply(items.get(limit - 1)));
    }

    public <R> Page<R> map(Function<T, R> form) {
        return new Page<>(items.stream().map(form).toList(), next);
    }

    public @Nullable String nextText() {
        return next == null ? null : next.text();
    }
}
