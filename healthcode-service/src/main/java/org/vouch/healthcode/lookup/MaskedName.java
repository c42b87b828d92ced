package org.vouch.healthcode.lookup;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A name of which all but the family name is hidden, as identity-service sealed it. Passes through, is never kept. */
public record MaskedName(String shown) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MaskedName {}

    @Override
    public String toString() {
        return "MaskedName";
    }
}
