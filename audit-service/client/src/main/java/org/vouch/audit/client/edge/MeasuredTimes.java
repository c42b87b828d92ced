package org.vouch.audit.client.edge;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long requests and events take is counted in few buckets, at the bounds that objectives are stated in and to a factor
 * of three between them: of every service the same, so that they add up.
 */
@Singleton
class MeasuredTimes implements MeterFilter {
    private static final double[] BOUNDS = Stream.of(10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return switch (id.getName()) {
            case "http.server.requests", "vouch.events.delay" ->
                DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(BOUNDS)
                        .build()
                        .merge(config);
            default -> config;
        };
    }
}
