package org.vouch.audit.entries;

/** Where a batch ends in Kafka: what comes next in this partition has this offset. */
public record Position(String topic, int partition, long next) {}
