package org.vouch.audit.client.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutagesTest {
    @ParameterizedTest
    @CsvSource({
        // connection failure, wrong password, too many connections, disk full, shutdown, starting, cancelled, I/O
        // error, standby
        "08006, true",
        "28P01, true",
        "53300, true",
        "53100, true",
        "57P01, true",
        "57P03, true",
        "57014, true",
        "58030, true",
        "25006, true",
        // duplicate key, check violated, syntax, serialisation
        "23505, false",
        "23514, false",
        "42601, false",
        "40001, false",
    })
    void theStateDecides(String state, boolean outage) {
        assertThat(Outages.isOne(new PgException("", "FATAL", state, ""))).isEqualTo(outage);
        assertThat(Outages.isOne(new IllegalStateException(new SQLException("", state))))
                .isEqualTo(outage);
    }

    @ParameterizedTest
    @CsvSource({"CONNECT, true", "TIMEOUT, true", "CLOSED, true", "BUSY, true", "BODY, false", "BUG, false"})
    void soDoesTheKindOfFailure(Kind kind, boolean outage) {
        assertThat(Outages.isOne(kind.failure)).isEqualTo(outage);
        assertThat(Outages.isOne(new IllegalStateException(kind.failure))).isEqualTo(outage);
    }

    @ParameterizedTest
    @CsvSource({
        "Timeout, true",
        "Pool closed, true",
        "'Connection is not active now, current status: CLOSED', true",
        "Pending requests failed to be sent due to connection has been closed., true",
        "Transaction already completed, true",
        "Empty batch, false",
    })
    void soDoTheWordsOfAFailureWithoutKind(String words, boolean outage) {
        assertThat(Outages.isOne(new NoStackTraceThrowable(words))).isEqualTo(outage);
        assertThat(Outages.isOne(new IllegalStateException(words))).isFalse();
    }

    enum Kind {
        CONNECT(new ConnectException()),
        TIMEOUT(new TimeoutException()),
        CLOSED(ClosedConnectionException.INSTANCE),
        BUSY(new ConnectionPoolTooBusyException("1000 wait")),
        BODY(new IOException("ended early")),
        BUG(new NullPointerException());

        private final Throwable failure;

        Kind(Throwable failure) {
            this.failure = failure;
        }
    }
}
