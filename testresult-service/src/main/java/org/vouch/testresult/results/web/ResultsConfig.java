package org.vouch.testresult.results.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;

/** How much a lab may say at a time. */
@ConfigMapping(prefix = "vouch.results")
interface ResultsConfig {
    @WithDefault("5000")
    @Positive
    int maxLines();

    @WithDefault("4096")
    @Positive
    int maxLineBytes();
}
