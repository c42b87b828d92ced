package org.vouch.testresult.tubes;

import java.util.Optional;
import java.util.UUID;

/** Whether a tube has room for a sample. */
final class TubePolicy {
    private TubePolicy() {}

    /** What the policy decided. */
    sealed interface Room {
        record Free(Tube tube) implements Room {}

        record None(Refusal why) implements Room {}
    }

    /** Before it is known whose sample it is. */
    static Room room(Optional<Tube> found, String organisation) {
        var tube = found.filter(one -> one.organisation().equals(organisation)).orElse(null);
        if (tube == null) {
            return new Room.None(Refusal.NOT_FOUND);
        }
        if (tube.sealedAt() != null) {
            return new Room.None(Refusal.TUBE_SEALED);
        }
        if (tube.taken() >= tube.capacity()) {
            return new Room.None(Refusal.TUBE_FULL);
        }
        return new Room.Free(tube);
    }

    /** For this person: one tube holds one sample of each. */
    static Room room(Optional<Tube> found, String organisation, UUID person) {
        if (room(found, organisation) instanceof Room.None none) {
            return none.why() == Refusal.TUBE_FULL
                            && found.orElseThrow().members().contains(person)
                    ? new Room.None(Refusal.ALREADY_IN_TUBE)
                    : none;
        }
        var tube = found.orElseThrow();
        return tube.members().contains(person) ? new Room.None(Refusal.ALREADY_IN_TUBE) : new Room.Free(tube);
    }
}
