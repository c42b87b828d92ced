package org.vouch.audit.detection.stream;

import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.suspension.Shields;
import org.vouch.audit.detection.Look;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.records.ReadingRecords;
import org.vouch.audit.records.ReadingRecords.Reading;
import org.vouch.audit.records.ReceivedAccess;
import org.vouch.audit.records.ReceivedAccess.Outcome;

/**
 * Lets through every look but those at oneself, the subject by pseudonym, and by the handle of a shield that it may come to:
 * behind this step no person's id exists as a subject.
 * What cannot be read is left to the entries, which set it aside.
 */
final class ReadingLooks extends ContextualFixedKeyProcessor<String, String, Look> {
    private final ReadingRecords reading;
    private final Pseudonyms pseudonyms;

    ReadingLooks(ReadingRecords reading, Pseudonyms pseudonyms) {
        this.reading = reading;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public void process(FixedKeyRecord<String, String> record) {
        if (reading.read(record.key(), record.value(), record.headers()) instanceof Reading.Access read) {
            var access = read.access();
            var subject = access.subject();
            if (subject == null || !subject.toString().equals(access.requester().id())) {
                context().forward(record.withValue(look(access)));
            }
        }
    }

    private Look look(ReceivedAccess access) {
        var requester = access.requester();
        return new Look(
                access.recordId(),
                access.at(),
                access.producer(),
                access.sequence(),
                requester.id(),
                requester.kind(),
                requester.label(),
                subject(access),
                access.action(),
                access.purpose(),
                access.venue(),
                access.outcome() == Outcome.REFUSED,
                access.reason(),
                access.proof(),
                handle(access));
    }

    private static @Nullable String handle(ReceivedAccess access) {
        var subject = access.subject();
        return subject == null ? null : Shields.handleOf(subject);
    }

    private long subject(ReceivedAccess access) {
        var subject = access.subject();
        return subject == null ? Look.NOBODY : pseudonyms.ofSubject(subject).first();
    }
}
