package org.vouch.audit.detection;

import java.util.List;

/** A rule over what one requester did: pure. May find the same again; it is told once. */
interface RequesterRule {
    String id();

    int version();

    /** {@code added} is what has just been taken into {@code known}. */
    List<Verdict> judge(RequesterHistory known, Look look, Seen added);
}
