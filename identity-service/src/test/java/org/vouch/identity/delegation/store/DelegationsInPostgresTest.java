package org.vouch.identity.delegation.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.identity.delegation.Delegation;
import org.vouch.identity.delegation.Delegations;
import org.vouch.identity.delegation.Delegations.Giving;
import org.vouch.identity.delegation.Delegations.Named;
import org.vouch.identity.delegation.Scope;
import org.vouch.identity.testing.ServiceTest;

@ServiceTest
class DelegationsInPostgresTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Instant until = now.plus(Duration.ofDays(30));

    @Inject
    Pool pool;

    @Inject
    Delegations delegations;

    /** They are no persons that the vault could open. */
    @AfterEach
    void nobodyStays() {
        pool.query("delete from person where octet_length(row_secret) = 0")
                .execute()
                .await()
                .atMost(Patience.LONG);
    }

    @Test
    void ofManyAtOnceFourAreGiven() {
        var helper = somebody();
        var given = Uni.join()
                .all(Stream.generate(() -> delegations.give(between(helper, somebody(), until), now))
                        .limit(8)
                        .toList())
                .andFailFast()
                .await()
                .atMost(Patience.LONG);
        assertThat(Collections.frequency(given, Giving.GIVEN)).isEqualTo(Delegations.MOST_DEPENDANTS);
        assertThat(Collections.frequency(given, Giving.TOO_MANY)).isEqualTo(4);
        assertThat(of(helper, now)).hasSize(Delegations.MOST_DEPENDANTS);
    }

    @Test
    void aDependantHasSixteenHelpersAtMost() {
        var dependant = somebody();
        IntStream.range(0, Delegations.MOST_HELPERS)
                .forEach(one ->
                        assertThat(give(between(somebody(), dependant, until))).isEqualTo(Giving.GIVEN));
        assertThat(give(between(somebody(), dependant, until))).isEqualTo(Giving.TOO_MANY);
        assertThat(of(dependant, now)).hasSize(Delegations.MOST_HELPERS);
    }

    @Test
    void twoWhoGiveEachOtherOneAtTheSameTimeDoNotWaitForEachOther() {
        var one = somebody();
        var other = somebody();
        for (var round = 0; round < 10; round++) {
            var both = Uni.join()
                    .all(
                            delegations.give(between(one, other, until), now),
                            delegations.give(between(other, one, until), now))
                    .andFailFast()
                    .await()
                    .atMost(Patience.LONG);
            assertThat(both).containsOnly(Giving.GIVEN);
        }
        assertThat(of(one, now)).hasSize(2);
    }

    @Test
    void endsAtItsEndAndNotBeforeAndMakesRoomThen() {
        var helper = somebody();
        var first = between(helper, somebody(), until);
        assertThat(give(first)).isEqualTo(Giving.GIVEN);
        for (var more = 1; more < Delegations.MOST_DEPENDANTS; more++) {
            assertThat(give(between(helper, somebody(), until.plusSeconds(60)))).isEqualTo(Giving.GIVEN);
        }
        assertThat(of(helper, until.minusMillis(1))).hasSize(4).contains(first.delegation());
        assertThat(of(helper, until)).hasSize(3).doesNotContain(first.delegation());
        assertThat(end(first, helper, until)).isFalse();
        var late = between(helper, somebody(), until.plusSeconds(60));
        assertThat(delegations.give(late, until.minusMillis(1)).await().atMost(Patience.LONG))
                .isEqualTo(Giving.TOO_MANY);
        assertThat(delegations.give(late, until).await().atMost(Patience.LONG)).isEqualTo(Giving.GIVEN);
    }

    @Test
    void nothingIsGivenToOrByWhoIsGoneOrHasNoFace() {
        var there = somebody();
        var gone = UUID.randomUUID();
        var faceless = somebody();
        pool.preparedQuery("update person set template = null where person = $1")
                .execute(Tuple.of(faceless))
                .await()
                .atMost(Patience.LONG);
        for (var other : List.of(gone, faceless)) {
            assertThat(give(between(there, other, until))).isEqualTo(Giving.CHANGED_MEANWHILE);
            assertThat(give(between(other, there, until))).isEqualTo(Giving.CHANGED_MEANWHILE);
        }
        assertThat(of(there, now)).isEmpty();
    }

    private Giving give(Named named) {
        return delegations.give(named, now).await().atMost(Patience.LONG);
    }

    private boolean end(Named named, UUID side, Instant at) {
        return delegations
                .end(named.delegation().id(), side, at)
                .await()
                .atMost(Patience.LONG)
                .isPresent();
    }

    private List<Delegation> of(UUID person, Instant at) {
        return delegations.of(person, at).await().atMost(Patience.LONG).stream()
                .map(Named::delegation)
                .toList();
    }

    private static Named between(UUID helper, UUID dependant, Instant until) {
        return new Named(
                new Delegation(UUID.randomUUID(), helper, dependant, List.of(Scope.CODE), until),
                new byte[1],
                new byte[1]);
    }

    private UUID somebody() {
        return pool.query("insert into person"
                        + " (person, document_index, row_secret, row_key, identity, template, enrolled_at)"
                        + " select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), '',"
                        + " decode(repeat('00', 60), 'hex'), decode(repeat('00', 540), 'hex'),"
                        + " decode(repeat('00', 2332), 'hex'), now() returning person")
                .execute()
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getUUID(0);
    }
}
