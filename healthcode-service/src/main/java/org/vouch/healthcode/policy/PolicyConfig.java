package org.vouch.healthcode.policy;

import io.smallrye.config.ConfigMapping;

/** Which policy is in force. */
@ConfigMapping(prefix = "vouch.policy")
interface PolicyConfig {
    /** A resource of the application, or else a file. */
    String file();
}
