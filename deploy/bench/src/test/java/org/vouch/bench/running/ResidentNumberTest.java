package org.vouch.bench.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ResidentNumberTest {

    /** The example of GB 11643-1999. */
    @Test
    void endsWithTheCheckOfTheStandard() {
        assertThat(ResidentNumber.check("11010519491231002")).isEqualTo('X');
    }

    @Test
    void isOfTheDivisionThatWasAsked() {
        assertThat(ResidentNumber.random("110105", new Random(1))).matches("110105(19[4-9][0-9])[0-9]{7}[0-9X]");
    }
}
