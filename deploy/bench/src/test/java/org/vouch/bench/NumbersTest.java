package org.vouch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void answersWithANumberThatWasMeasured() {
        Numbers numbers = new Numbers();
        for (int i = 100; i > 0; i--) {
            numbers.add(i);
        }

        assertThat(numbers.quantile(.5)).isEqualTo(50);
        assertThat(numbers.quantile(.95)).isEqualTo(95);
        assertThat(numbers.quantile(1)).isEqualTo(100);
        assertThat(numbers.quantile(0)).isEqualTo(1);
        assertThat(new Numbers().quantile(.5)).isNaN();
    }
}
