package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one requester does. */
final class RequesterLens implements Lens<RequesterHistory> {
    private final Settings settings;
    private final List<RequesterRule> rules;

    RequesterLens(Settings settings) {
        this.settings = settings;
        this.rules = List.of(
                new ManySubjectsRule(settings),
                new ManyStrangersRule(settings),
                new SlowStrangersRule(settings),
                new OwnGrowthRule(settings),
                new ProbingRule(settings),
                new BadProofsRule(settings),
                new DependantsRule(settings),
                new HoneyRule());
    }

    @Override
    public String name() {
        return "requester";
    }

    /** Services ask on behalf of requesters who are counted themselves; auditors and administrators look at nobody. */
    @Override
    public Optional<String> key(Look look) {
        if (settings.uncountedActions().contains(look.action())) {
            return Optional.empty();
        }
        return switch (look.kind()) {
            case RESIDENT, CHECKPOINT, COLLECTOR, LAB, OFFICER, ANONYMOUS -> Optional.of(look.requester());
            case SERVICE, AUDITOR, ADMIN -> Optional.empty();
        };
    }

    @Override
    public RequesterHistory nothing() {
        return new RequesterHistory();
    }

    @Override
    public RequesterHistory read(DataInput in) throws IOException {
        return RequesterHistory.read(in);
    }

    @Override
    public Findings take(RequesterHistory known, Look look, Instant logTime) {
        var bounded = look.at(BoundedTime.of(look.at(), logTime).truncatedTo(ChronoUnit.MICROS));
        var added = known.add(bounded, logTime);
        if (added == null) {
            return Findings.NONE;
        }
        var alerts = new ArrayList<Alert>();
        for (var rule : rules) {
            for (var verdict : rule.judge(known, bounded, added)) {
                if (known.told().first(rule.id() + ' ' + verdict.episode(), Times.day(added.at()))) {
                    alerts.add(verdict.alert(
                            rule.id(),
                            rule.version(),
                            Alert.Requester.of(look),
                            Alert.idOf("requester", look.requester())));
                }
            }
        }
        return Findings.of(alerts);
    }
}
