package org.vouch.testresult.tubes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.testresult.tubes.TubePolicy.Room;

class TubePolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID PERSON = UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 20})
    void takesUpToItsCapacityAndNotOneMore(int capacity) {
        assertThat(TubePolicy.room(Optional.of(aTube(capacity, capacity - 1)), "ours", PERSON))
                .isInstanceOf(Room.Free.class);
        assertThat(TubePolicy.room(Optional.of(aTube(capacity, capacity)), "ours", PERSON))
                .isEqualTo(new Room.None(Refusal.TUBE_FULL));
    }

    @Test
    void anErasedMembersSampleStillTakesItsPlace() {
        var tube = new Tube(new Barcode("TUBE-01"), "ours", "Site", 1, NOW, null, 1, Set.of());
        assertThat(TubePolicy.room(Optional.of(tube), "ours")).isEqualTo(new Room.None(Refusal.TUBE_FULL));
    }

    @Test
    void holdsOneSampleOfEachPerson() {
        var tube = with(aTube(5, 1), PERSON);
        assertThat(TubePolicy.room(Optional.of(tube), "ours", PERSON))
                .isEqualTo(new Room.None(Refusal.ALREADY_IN_TUBE));
        assertThat(TubePolicy.room(Optional.of(tube), "ours", UUID.randomUUID()))
                .isInstanceOf(Room.Free.class);
    }

    @Test
    void tellsSomebodyInAFullTubeThatTheyAreInIt() {
        var tube = with(aTube(5, 4), PERSON);
        assertThat(TubePolicy.room(Optional.of(tube), "ours", PERSON))
                .isEqualTo(new Room.None(Refusal.ALREADY_IN_TUBE));
    }

    @Test
    void takesNothingOnceSealedEvenWhereThereIsRoom() {
        assertThat(TubePolicy.room(Optional.of(aTube(5, 1).sealed(NOW)), "ours"))
                .isEqualTo(new Room.None(Refusal.TUBE_SEALED));
    }

    @Test
    void anotherOrganisationsTubeLooksLikeNone() {
        var theirs = TubePolicy.room(Optional.of(aTube(5, 0)), "theirs");
        assertThat(theirs).isEqualTo(TubePolicy.room(Optional.empty(), "theirs"));
        assertThat(theirs).isEqualTo(new Room.None(Refusal.NOT_FOUND));
        assertThat(TubePolicy.room(Optional.of(aTube(5, 5).sealed(NOW)), "theirs", PERSON))
                .isEqualTo(theirs);
    }

    private static Tube aTube(int capacity, int taken) {
        var members = new HashSet<UUID>();
        while (members.size() < taken) {
            members.add(UUID.randomUUID());
        }
        return new Tube(new Barcode("TUBE-01"), "ours", "Site", capacity, NOW, null, taken, members);
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
                members.size(),
                members);
    }
}
