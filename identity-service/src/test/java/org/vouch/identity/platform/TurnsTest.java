package org.vouch.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.edge.ProblemException;

class TurnsTest {
    private final Turns turns = new Turns(2, 3);
    private final List<UniEmitter<? super String>> begun = new ArrayList<>();

    private CompletableFuture<String> asked() {
        return asked("one");
    }

    private CompletableFuture<String> asked(String who) {
        return turns.take(who, () -> Uni.createFrom().<String>emitter(begun::add))
                .subscribe()
                .asCompletionStage();
    }

    @Test
    void soManyGoOnAtOnceAndTheNextBeginsWhenOneEnds() {
        var first = asked();
        var second = asked();
        var third = asked();
        assertThat(begun).hasSize(2);

        begun.get(1).complete("second");
        assertThat(second.join()).isEqualTo("second");
        assertThat(begun).hasSize(3);

        begun.get(0).fail(new IllegalStateException("first"));
        assertThatThrownBy(first::join).hasCauseInstanceOf(IllegalStateException.class);
        begun.get(2).complete("third");
        assertThat(third.join()).isEqualTo("third");
    }

    @Test
    void whoeverFindsTooManyWaitingIsRefusedAtOnce() {
        var there = List.of(asked(), asked(), asked(), asked(), asked());
        assertThatThrownBy(asked()::join)
                .hasCauseInstanceOf(ProblemException.class)
                .cause()
                .hasMessage("overloaded");
        for (var i = 0; i < there.size(); i++) {
            begun.get(i).complete("done");
        }
        assertThat(there).allSatisfy(one -> assertThat(one.join()).isEqualTo("done"));
        assertThat(asked()).isNotDone();
        assertThat(begun).hasSize(6);
    }

    @Test
    void whoAsksForMuchHasNoMoreTurnsThanWhoAsksForLittle() {
        var many = List.of(asked("many"), asked("many"), asked("many"), asked("many"));
        var few = asked("few");
        begun.get(0).complete("many");
        assertThat(begun).hasSize(3);
        begun.get(1).complete("many");
        assertThat(begun).hasSize(4);
        begun.get(3).complete("few");
        assertThat(few.join()).isEqualTo("few");
        assertThat(many.get(2)).isNotDone();
        assertThat(begun).hasSize(5);
    }

    @Test
    void whoHangsUpTakesNoPlaceWithThem() {
        var working = asked();
        working.cancel(true);
        var other = asked();
        var waiting = asked();
        waiting.cancel(true);
        var next = asked();
        assertThat(begun).hasSize(2);

        begun.get(0).complete("for nobody");
        begun.get(2).complete("for nobody");
        begun.get(3).complete("next");
        assertThat(next.join()).isEqualTo("next");
        assertThat(other).isNotDone();
    }

    @Test
    void workThatCannotEvenBeginEnds() {
        for (var i = 0; i < 10; i++) {
            var failed = turns.<String>take("one", () -> {
                        throw new IllegalStateException("no");
                    })
                    .subscribe()
                    .asCompletionStage();
            assertThatThrownBy(failed::join).hasCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(asked()).isNotDone();
        assertThat(begun).hasSize(1);
    }
}
