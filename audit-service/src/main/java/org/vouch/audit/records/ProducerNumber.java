package org.vouch.audit.records;

/** The number that a producer gave one of its records. */
public record ProducerNumber(String producer, long sequence) {}
