package org.vouch.testresult.tubes;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.client.platform.Ids;
import org.vouch.testresult.topic.ResultsTopic;
import org.vouch.testresult.tubes.SampleSubjects.Subject;
import org.vouch.testresult.tubes.TubePolicy.Room;

/**
 * Takes a person's sample into a tube. The tube is looked at before the proof is spent, and again, locked, once the
 * person is known: of two samples for the last place one is refused. There is no sample before there is an access record
 * of whose it is; sample and SampleTaken are committed together. Of a person who was erased none is taken.
 */
@ApplicationScoped
public class TakingSample {
    private final Tubes tubes;
    private final SampleSubjects subjects;
    private final ResultsTopic topic;
    private final Clock clock;
    private final Ids ids;

    TakingSample(Tubes tubes, SampleSubjects subjects, ResultsTopic topic, Clock clock, Ids ids) {
        this.tubes = tubes;
        this.subjects = subjects;
        this.topic = topic;
        this.clock = clock;
        this.ids = ids;
    }

    /** What a collector wants to take. */
    public record Taking(Collector collector, Barcode tube, Shown shown, Instant sampledAt) {
        String organisation() {
            return collector.organisation();
        }
    }

    public Uni<SampleDecision> take(Taking taking) {
        return tubes.find(taking.tube()).chain(found -> {
            var room = TubePolicy.room(found, taking.organisation());
            return room instanceof Room.None none
                    ? Uni.createFrom().item(new SampleDecision.TurnedAway(none.why()))
                    : subjects.of(
                                    taking.shown(),
                                    taking.collector(),
                                    ((Room.Free) room).tube().site())
                            .chain(subject -> from(taking, subject));
        });
    }

    private Uni<SampleDecision> from(Taking taking, Subject subject) {
        if (subject instanceof Subject.Refused refused) {
            return refused(refused.why());
        }
        if (subject instanceof Subject.Known known) {
            return tubes.locked(taking.tube(), known.person(), tube -> into(tube, taking, known.person()))
                    .map(taken -> taken.orElseGet(() -> new SampleDecision.Refused(ofNobody(taking.shown()))));
        }
        return Uni.createFrom().item(new SampleDecision.Unavailable());
    }

    /** What an erased person shows is worth what anybody's invention is. */
    private static Refusal ofNobody(Shown shown) {
        return shown instanceof Shown.Pass ? Refusal.PASS_INVALID : Refusal.PRESENCE_NOT_PROVEN;
    }

    private Uni<SampleDecision> into(Optional<Tube> found, Taking taking, UUID person) {
        var room = TubePolicy.room(found, taking.organisation(), person);
        if (room instanceof Room.None none) {
            return refused(none.why());
        }
        var tube = ((Room.Free) room).tube();
        var sample = new Sample(
                ids.next(), tube.barcode(), person, taking.sampledAt().truncatedTo(ChronoUnit.MICROS));
        var fact = new SampleTaken(sample.id(), person, tube.barcode(), tube.site(), sample.sampledAt());
        return tubes.add(sample, topic.event(fact, clock.instant()))
                .replaceWith(() -> new SampleDecision.Taken(sample, with(tube, person)));
    }

    private static Tube with(Tube tube, UUID person) {
        var members = new HashSet<>(tube.members());
        members.add(person);
        return new Tube(
                tube.barcode(),
                tube.organisation(),
                tube.site(),
                tube.capacity(),
                tube.openedAt(),
                tube.sealedAt(),
                tube.taken() + 1,
                members);
    }

    private static Uni<SampleDecision> refused(Refusal why) {
        return Uni.createFrom().item(new SampleDecision.Refused(why));
    }
}
