package org.vouch.audit.client.platform;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The connection pool, with an end to waiting: who gets no connection within five seconds, finds a thousand others
 * waiting, or whose statement has not ended after ten, is told so (503) instead of piling up behind a database that is
 * away or stands still.
 */
@Singleton
class BoundedPool implements PgPoolCreator {
    private static final int LONGEST_WAIT_SECONDS = 5;
    /** In milliseconds; the server ends the statement (SQLSTATE 57014). */
    private static final String LONGEST_STATEMENT = "10000";

    private static final int MOST_WAITING = 1_000;

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList()
                .forEach(connection -> connection.addProperty("statement_timeout", LONGEST_STATEMENT));
        var options = input.poolOptions()
                .setConnectionTimeout(LONGEST_WAIT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setMaxWaitQueueSize(MOST_WAITING);
        return PgBuilder.pool()
                .with(options)
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
