package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/** What one requester did lately. */
final class RequesterHistory implements History {
    private static final long KEPT = 32 * Times.DAY;
    private static final byte LAYOUT = 1;

    private final Looks looks;
    private final Acquaintances people;
    private final DailyPeople daily;
    private final DailyCount misses;
    private final DailyCount refusedDelegations;
    private final Told told;
    private long taken;

    RequesterHistory() {
        this(new Looks(), new Acquaintances(), new DailyPeople(), new DailyCount(), new DailyCount(), new Told(), 0);
    }

    private RequesterHistory(
            Looks looks,
            Acquaintances people,
            DailyPeople daily,
            DailyCount misses,
            DailyCount refusedDelegations,
            Told told,
            long taken) {
        this.looks = looks;
        this.people = people;
        this.daily = daily;
        this.misses = misses;
        this.refusedDelegations = refusedDelegations;
        this.told = told;
        this.taken = taken;
    }

    /** What is kept of the look; null where it changes nothing. */
    @Nullable
    Seen add(Look look, Instant logTime) {
        taken = Math.max(taken, Times.micros(logTime));
        var seen = looks.add(new Seen(Times.micros(look.at()), look.record(), look.subject(), flags(look)));
        if (seen == null) {
            return null;
        }
        var day = Times.day(Times.micros(look.at()));
        if (look.aboutSomebody()) {
            if (look.kind() == CallerKind.RESIDENT) {
                people.meet(look.subject(), day, look.byDelegation() && !Refusals.ofProof(look.reason()));
            } else {
                daily.add(day, look.subject());
            }
        }
        if (seen.is(Seen.MISS) && !seen.aboutSomebody()) {
            misses.add(day);
        }
        if (seen.is(Seen.DELEGATED) && look.refused()) {
            refusedDelegations.add(day);
        }
        return seen;
    }

    private static int flags(Look look) {
        var flags = look.byDelegation() ? Seen.DELEGATED : 0;
        if (look.refused() && !Refusals.ofRequester(look.reason())) {
            flags |= Seen.REFUSED | (look.byDelegation() ? 0 : Seen.MISS);
            if (look.proof() != null && !look.byDelegation()) {
                flags |= Seen.BAD_PROOF;
            }
        }
        return flags;
    }

    Looks looks() {
        return looks;
    }

    Acquaintances people() {
        return people;
    }

    DailyPeople daily() {
        return daily;
    }

    DailyCount misses() {
        return misses;
    }

    DailyCount refusedDelegations() {
        return refusedDelegations;
    }

    Told told() {
        return told;
    }

    @Override
    public boolean over(Instant now) {
        return taken + KEPT < Times.micros(now);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeByte(LAYOUT);
        out.writeLong(taken);
        looks.write(out);
        people.write(out);
        daily.write(out);
        misses.write(out);
        refusedDelegations.write(out);
        told.write(out);
    }

    /** Bytes of another layout are forgotten: thrown at, they would come again for ever. */
    static RequesterHistory read(DataInput in) throws IOException {
        if (in.readByte() != LAYOUT) {
            return new RequesterHistory();
        }
        var taken = in.readLong();
        return new RequesterHistory(
                Looks.read(in),
                Acquaintances.read(in),
                DailyPeople.read(in),
                DailyCount.read(in),
                DailyCount.read(in),
                Told.read(in),
                taken);
    }
}
