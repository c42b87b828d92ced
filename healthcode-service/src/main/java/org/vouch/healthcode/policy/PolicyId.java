package org.vouch.healthcode.policy;

/** Names one published policy for ever: another text is another version. */
public record PolicyId(String id, int version) {}
