package org.vouch.audit.records;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this service needs of ProducerReported.
 *
 * @param at by the producer's clock
 * @param last the number of its last record, 0 where there is none
 * @param head that record's hash, null where there is none
 * @param stopping it will be silent from here on, in an orderly way
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReceivedHeartbeat(String producer, Instant at, long last, @Nullable String head, boolean stopping) {}
