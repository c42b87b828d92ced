package org.vouch.healthcode.code.web;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.healthcode.policy.Reason;

/** Why a colour is what it is, as it is told to the person; {@code clears} is null where there is nothing to end. */
@AboutAPerson
public record GivenReason(String rule, String text, @Schema(nullable = true) @Nullable String clears) {
    static List<GivenReason> of(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> new GivenReason(reason.rule(), reason.text(), reason.clears()))
                .toList();
    }

    @Override
    public String toString() {
        return "GivenReason";
    }
}
