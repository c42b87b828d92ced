package org.vouch.audit.log;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vouch.audit.pseudonym.Pseudonyms;

/** Gives a person the receipt of each entry about themselves, and of no other. */
@ApplicationScoped
public class GivingReceipts {
    private final ReadingLog log;
    private final LogEntries entries;
    private final Checkpoints checkpoints;
    private final Pseudonyms pseudonyms;

    GivingReceipts(ReadingLog log, LogEntries entries, Checkpoints checkpoints, Pseudonyms pseudonyms) {
        this.log = log;
        this.entries = entries;
        this.checkpoints = checkpoints;
        this.pseudonyms = pseudonyms;
    }

    /** Empty alike for an event that is not known, is about somebody else or is under no published checkpoint yet. */
    public Uni<Optional<String>> receipt(UUID person, UUID event) {
        var subject = pseudonyms.everyOneOfSubject(person);
        return log.inclusion(event)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : entries.keys(subject).map(keys -> Receipt.of(found.get(), subject, keys)));
    }

    /** Which of these events are entries under the published checkpoint. */
    public Uni<Set<UUID>> published(Collection<UUID> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return checkpoints.latest().chain(published -> {
            var size = published.map(Checkpoints.Published::size).orElse(0L);
            return entries.indexes(events).map(indexes -> {
                var there = new HashSet<UUID>();
                indexes.forEach((event, index) -> {
                    if (index < size) {
                        there.add(event);
                    }
                });
                return there;
            });
        });
    }
}
