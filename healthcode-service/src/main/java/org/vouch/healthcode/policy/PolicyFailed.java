package org.vouch.healthcode.policy;

/** A rule could not be asked about these facts. There is no colour then: never another one in its place. */
public final class PolicyFailed extends RuntimeException {
    private final String defect;

    PolicyFailed(String defect) {
        super(defect);
        this.defect = defect;
    }

    /** Names the rule and says nothing of the facts. */
    String defect() {
        return defect;
    }
}
