package org.vouch.testresult.tubes;

import org.jspecify.annotations.Nullable;

/**
 * Who takes a sample.
 *
 * @param label the public name, as the person will read it
 * @param organisation whose tubes it may use
 */
public record Collector(String id, @Nullable String label, String organisation) {}
