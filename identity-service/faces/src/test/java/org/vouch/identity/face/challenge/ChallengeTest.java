package org.vouch.identity.face.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.challenge.Challenge.Action;
import org.vouch.identity.face.challenge.Challenge.Step;

class ChallengeTest {

    @Test
    void beginsWithANeutralLook() {
        assertThat(new Challenge(List.of(Action.NEUTRAL, Action.BLINK)).steps())
                .containsExactly(new Step(0, Action.NEUTRAL), new Step(1, Action.BLINK));
        assertThatThrownBy(() -> new Challenge(List.of(Action.BLINK))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Challenge(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isOneOfTwelveWithTheSameChance() {
        var random = new Random(1);
        var draws = 12_000;
        var counts = Stream.generate(() -> Challenge.random(random))
                .limit(draws)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(counts).hasSize(12);
        counts.forEach((challenge, count) -> {
            assertThat(challenge.actions())
                    .hasSize(3)
                    .startsWith(Action.NEUTRAL)
                    .doesNotHaveDuplicates();
            assertThat(count).isCloseTo(draws / 12, within(150L));
        });
    }

    @Test
    void actionsHaveTheNamesOfTheApi() {
        assertThat(Stream.of(Action.values()).map(Action::wire))
                .containsExactly("neutral", "turn-left", "turn-right", "open-mouth", "blink");
        assertThat(Action.named("turn-left")).contains(Action.TURN_LEFT);
        assertThat(Action.named("TURN_LEFT")).isEmpty();
    }
}
