package org.vouch.local.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DocumentNumberTest {

    /** The two worked examples of GB 11643-1999. */
    @Test
    void theCheckCharacterIsThatOfTheStandard() {
        assertThat(DocumentNumber.check("11010519491231002")).isEqualTo('X');
        assertThat(DocumentNumber.check("44052418800101001")).isEqualTo('4');
    }

    @Test
    void aNumberHasEighteenCharactersUnderAnUnassignedDivision() {
        assertThat(DocumentNumber.of(LocalDate.of(1987, 4, 12), 101))
                .hasSize(18)
                .startsWith("99")
                .contains("19870412101");
    }

    @Test
    void everyWeightedSumIsOneModuloEleven() {
        for (int sequence = 1; sequence <= 999; sequence++) {
            String number = DocumentNumber.of(LocalDate.of(2001, 2, 28), sequence);
            int sum = 0;
            for (int index = 0; index < 18; index++) {
                int digit = number.charAt(index) == 'X' ? 10 : number.charAt(index) - '0';
                sum += digit * (1 << (17 - index)) % 11;
            }
            assertThat(sum % 11).as(number).isEqualTo(1);
        }
    }

    @Test
    void aSequenceOutsideOfThreeDigitsIsRefused() {
        assertThatThrownBy(() -> DocumentNumber.of(LocalDate.EPOCH, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DocumentNumber.of(LocalDate.EPOCH, 1000)).isInstanceOf(IllegalArgumentException.class);
    }
}
