package org.vouch.testresult.results.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.vouch.testresult.results.Report;

/** The reader itself; remembers on what kind of thread it reads. */
@Alternative
@Priority(1)
@Singleton
class WatchedReportReader extends ReportReader {
    /** Whether the thread could be blocked, as often as that differed: an event loop could not. */
    static final Set<Boolean> THREADS_COULD_BE_BLOCKED = ConcurrentHashMap.newKeySet();

    WatchedReportReader(ObjectMapper json, Validator validator, ResultsConfig config) {
        super(json, validator, config);
    }

    @Override
    Report one(byte[] body) throws IOException {
        THREADS_COULD_BE_BLOCKED.add(Infrastructure.canCallerThreadBeBlocked());
        return super.one(body);
    }

    @Override
    List<Line> many(byte[] body) {
        THREADS_COULD_BE_BLOCKED.add(Infrastructure.canCallerThreadBeBlocked());
        return super.many(body);
    }
}
