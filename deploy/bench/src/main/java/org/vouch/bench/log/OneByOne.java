package org.vouch.bench.log;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.vouch.bench.running.LocalPlatform;

/**
 * The plain way beside which the log is measured: each entry in a transaction of its own, which takes the next number and writes
 * as many bytes; no tree, no seal, no index of people. Into the same PostgreSQL, by eight connections, in tables of its own that
 * it drops.
 */
final class OneByOne {

    private static final int CONNECTIONS = 8;
    private static final int BYTES = 640;

    private final LocalPlatform platform;

    OneByOne(LocalPlatform platform) {
        this.platform = platform;
    }

    double perSecond(int seconds) throws Exception {
        try (Connection owner = platform.database("audit");
                Statement statement = owner.createStatement()) {
            statement.execute("create table bench_size (entries bigint not null)");
            statement.execute("insert into bench_size values (0)");
            statement.execute("create table bench_entry (leaf_index bigint primary key, bytes bytea not null)");
            try {
                return written(seconds) / (double) seconds;
            } finally {
                statement.execute("drop table bench_size, bench_entry");
            }
        }
    }

    private long written(int seconds) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(writers.submit(() -> write(end)));
            }
            long written = 0;
            for (Future<Long> one : all) {
                written += one.get();
            }
            return written;
        } finally {
            writers.shutdownNow();
        }
    }

    private long write(long end) throws IOException, SQLException {
        long written = 0;
        try (Connection database = platform.database("audit")) {
            database.setAutoCommit(false);
            try (PreparedStatement next =
                            database.prepareStatement("update bench_size set entries = entries + 1 returning entries");
                    PreparedStatement insert = database.prepareStatement("insert into bench_entry values (?, ?)")) {
                while (System.nanoTime() < end) {
                    try (ResultSet number = next.executeQuery()) {
                        number.next();
                        insert.setLong(1, number.getLong(1));
                    }
                    insert.setBytes(2, new byte[BYTES]);
                    insert.executeUpdate();
                    database.commit();
                    written++;
                }
            }
        }
        return written;
    }
}
