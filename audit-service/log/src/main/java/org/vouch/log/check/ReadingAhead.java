package org.vouch.log.check;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A source that has the next few of the paths on their way that will be asked for in this order; any other is read when it is
 * asked for. What is read is the same, and no more than a few bundles are in memory.
 */
final class ReadingAhead implements Source, AutoCloseable {
    private static final int AHEAD = 8;
    private static final int AT_ONCE = 4;

    private final Source source;
    private final Iterator<String> expected;
    private final Deque<Coming> coming = new ArrayDeque<>();
    private final ExecutorService readers = Executors.newFixedThreadPool(AT_ONCE, task -> {
        var thread = new Thread(task, "reading-ahead");
        thread.setDaemon(true);
        return thread;
    });

    private record Coming(String path, Future<byte[]> bytes) {}

    ReadingAhead(Source source, Iterator<String> expected) {
        this.source = source;
        this.expected = expected;
    }

    @Override
    public byte[] get(String path) throws IOException, InterruptedException {
        while (coming.size() < AHEAD && expected.hasNext()) {
            var next = expected.next();
            coming.add(new Coming(next, readers.submit(() -> source.get(next))));
        }
        var next = coming.peek();
        if (next == null || !next.path().equals(path)) {
            return source.get(path);
        }
        coming.remove();
        try {
            return next.bytes().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new CompletionException(e.getCause());
        }
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
