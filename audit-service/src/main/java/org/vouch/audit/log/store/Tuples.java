package org.vouch.audit.log.store;

import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Parameters of statements, arrays among them. */
final class Tuples {
    private Tuples() {}

    static Tuple of(@Nullable Object... values) {
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(values));
    }
}
