package org.vouch.audit.detection.stream;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;

/** A stream thread that dies is replaced: what it had not committed is read again. */
@ApplicationScoped
class ReplacingThreads implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = Logger.getLogger(ReplacingThreads.class);

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        LOG.errorf("a detection thread is replaced: %s", Causes.withoutMessages(failure));
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
