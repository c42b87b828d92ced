package org.vouch.identity.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {

    @Test
    void movesAxesAndTheirValues() {
        Tensor rows = new Tensor(new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6});

        Tensor columns = rows.transposed(1, 0);

        assertThat(columns.shape()).containsExactly(3, 2);
        assertThat(columns.values()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void movesFiltersFromRowsColumnsInOutToOutInRowsColumns() {
        float[] values = new float[2 * 3 * 4 * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }

        Tensor moved = new Tensor(new int[] {2, 3, 4, 5}, values).transposed(3, 2, 0, 1);

        assertThat(moved.shape()).containsExactly(5, 4, 2, 3);
        int out = 3;
        int in = 2;
        int row = 1;
        int column = 2;
        assertThat(moved.values()[((out * 4 + in) * 2 + row) * 3 + column])
                .isEqualTo(((row * 3 + column) * 4 + in) * 5 + out);
    }

    @Test
    void refusesAShapeThatDoesNotFit() {
        assertThatThrownBy(() -> new Tensor(new int[] {2, 2}, new float[3])).hasMessageContaining("[2, 2]");
    }
}
