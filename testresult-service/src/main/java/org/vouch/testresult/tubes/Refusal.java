package org.vouch.testresult.tubes;

import java.util.Locale;

/** Why a tube does not take a sample; {@link #slug()} is the name that callers and access records get. */
public enum Refusal {
    /** No such tube, or another organisation's: the two look the same. */
    NOT_FOUND,
    TUBE_SEALED,
    TUBE_FULL,
    ALREADY_IN_TUBE,
    PASS_INVALID,
    PASS_STALE,
    PRESENCE_NOT_PROVEN,
    /** The collector may look at nobody. */
    REQUESTER_SUSPENDED;

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
