package org.vouch.bench.log;

import java.util.UUID;

/**
 * A record as a service would send it.
 *
 * @param key of its partition: the requester
 * @param at milliseconds since 1970, as the record says
 */
record MadeRecord(UUID id, String key, boolean granted, long at, String payload) {}
