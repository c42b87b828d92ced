package org.vouch.audit.detection;

import java.util.Map;

/** The changes of thresholds that the rules of this replica have heard of. */
public interface ThresholdsHeard {
    /** Whether all were heard that there were at the start. */
    boolean known();

    /** By number, as each was told first. */
    Map<Integer, Timeline.Change> changes();
}
