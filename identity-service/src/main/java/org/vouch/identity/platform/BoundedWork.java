package org.vouch.identity.platform;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Problems;

/**
 * Runs what computes for long on few threads of its own, never on an event loop; at most so much runs and waits, and what
 * is more is refused at once with 503. The answer continues where the question came from.
 */
public final class BoundedWork implements AutoCloseable {
    private final ThreadPoolExecutor threads;

    /** Runs {@code atOnce} tasks at a time while up to {@code waiting} more wait. */
    public BoundedWork(String name, int atOnce, int waiting) {
        var number = new AtomicInteger();
        threads =
                new ThreadPoolExecutor(atOnce, atOnce, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
                    var thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    public <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            var answer = Uni.createFrom().<T>emitter(emitter -> {
                try {
                    threads.execute(() -> {
                        try {
                            emitter.complete(work.call());
                        } catch (Throwable e) { // whoever waits is told, of an error too
                            emitter.fail(e);
                        }
                    });
                } catch (RejectedExecutionException full) {
                    emitter.fail(Problems.overloaded().asException());
                }
            });
            return here(answer);
        });
    }

    /** Continues where it is asked for, whoever answers. */
    static <T extends @Nullable Object> Uni<T> here(Uni<T> answer) {
        var context = Vertx.currentContext();
        return context == null ? answer : answer.emitOn(task -> runOn(context, task));
    }

    private static void runOn(Context context, Runnable task) {
        context.runOnContext(unused -> task.run());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
