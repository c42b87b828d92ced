package org.vouch.audit.client.edge;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a failure only says that something the service needs is away or takes no work now: nothing is wrong
 * with the request, and it may succeed when it is made again.
 */
public final class Outages {
    private static final int DEEPEST = 10;

    /** SQLSTATE classes (PostgreSQL, appendix A): connection, not let in, no resources (disk full too), operator, system error. */
    private static final Set<String> CLASSES = Set.of("08", "28", "53", "57", "58");

    /** A server that has become a standby takes no writes. */
    private static final String READ_ONLY = "25006";

    /**
     * What the driver says in words alone (its failures have no types of their own) of a wait that was too long, of a
     * connection that was lost before or between the statements of a transaction, and of a service that is being stopped.
     */
    private static final List<String> WORDS = List.of(
            "Timeout",
            "Pool closed",
            "Connection is not active now",
            "Pending requests failed to be sent due to connection has been closed",
            "Transaction already complete");

    private Outages() {}

    public static boolean isOne(@Nullable Throwable failure) {
        var depth = 0;
        for (var cause = failure; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
            if (cause instanceof DatabaseException database) {
                return takesNoWork(database.getSqlState());
            }
            if (cause instanceof SQLException sql && takesNoWork(sql.getSQLState())
                    || cause instanceof SocketException
                    || cause instanceof ClosedChannelException
                    || cause instanceof ClosedConnectionException
                    || cause instanceof ConnectionPoolTooBusyException
                    || cause instanceof TimeoutException
                    || isSaidInWords(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSaidInWords(Throwable cause) {
        var words = String.valueOf(cause.getMessage());
        return (cause instanceof NoStackTraceThrowable || cause instanceof VertxException)
                && WORDS.stream().anyMatch(words::startsWith);
    }

    private static boolean takesNoWork(@Nullable String state) {
        return state != null
                && state.length() == 5
                && (CLASSES.contains(state.substring(0, 2)) || state.equals(READ_ONLY));
    }
}
