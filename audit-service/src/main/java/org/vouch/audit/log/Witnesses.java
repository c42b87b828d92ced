package org.vouch.audit.log;

import java.util.List;

/** All witnesses that are configured. */
public interface Witnesses {
    List<Witness> all();
}
