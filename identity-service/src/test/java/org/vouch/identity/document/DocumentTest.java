package org.vouch.identity.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.identity.document.Document.Part;
import org.vouch.identity.document.Document.Reading;

class DocumentTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** The first is the example of GB 11643-1999, annex A. */
    @ParameterizedTest
    @CsvSource({
        "resident-id,11010519491231002X",
        "resident-id,440524188001010014",
        "resident-id,990101199001010019",
        "passport,E12345678",
        "passport,123456789",
        "passport,AB123",
        "hk-macao-permit,H12345678",
        "hk-macao-permit,M00000000",
        "taiwan-permit,12345678",
        "foreign-permanent-resident,USA110112345678",
        "foreign-permanent-resident,911124198108030024"
    })
    void readsWhatIsWellFormed(String type, String number) {
        var reading = Document.read(type, number, TODAY);
        assertThat(reading).isInstanceOf(Reading.WellFormed.class);
        var document = ((Reading.WellFormed) reading).document();
        assertThat(document.type().wire()).isEqualTo(type);
        assertThat(document.number()).isEqualTo(number);
        assertThat(document.toString()).doesNotContain(number);
        assertThat(reading.toString()).doesNotContain(number);
    }

    @ParameterizedTest
    @CsvSource({
        "driving-licence,12345678,TYPE",
        "'',11010519491231002X,TYPE",
        "RESIDENT-ID,11010519491231002X,TYPE",
        // check character, lower case, length, letters, blanks
        "resident-id,110105194912310021,NUMBER",
        "resident-id,11010519491231002x,NUMBER",
        "resident-id,11010519491231002,NUMBER",
        "resident-id,11010519491231002XX,NUMBER",
        "resident-id,1101051949123100X2,NUMBER",
        "resident-id,' 1010519491231002X',NUMBER",
        "resident-id,'',NUMBER",
        // Arabic-Indic digits are digits to Character.isDigit
        "resident-id,\u0661\u0661\u0660105194912310021,NUMBER",
        // 30 February, month 13, day 0, 29 February of a common year: each with the right check character
        "resident-id,110105194902300020,NUMBER",
        "resident-id,110105194913310021,NUMBER",
        "resident-id,110105194912000021,NUMBER",
        "resident-id,110105190002290025,NUMBER",
        // a division that no province has
        "resident-id,000105194912310024,NUMBER",
        "resident-id,89010519491231002X,NUMBER",
        "passport,ABCDEFGHI,NUMBER",
        "passport,e12345678,NUMBER",
        "passport,A123,NUMBER",
        "passport,E123456789,NUMBER",
        "hk-macao-permit,T12345678,NUMBER",
        "hk-macao-permit,H1234567890,NUMBER",
        "taiwan-permit,1234567,NUMBER",
        "taiwan-permit,123456789,NUMBER",
        "foreign-permanent-resident,US110112345678,NUMBER",
        "foreign-permanent-resident,11010519491231002X,NUMBER"
    })
    void tellsWhichPartIsMalformedAndRepeatsNothing(String type, String number, Part part) {
        var reading = Document.read(type, number, TODAY);
        assertThat(reading).isInstanceOf(Reading.Malformed.class);
        var malformed = (Reading.Malformed) reading;
        assertThat(malformed.part()).isEqualTo(part);
        if (!number.isBlank()) {
            assertThat(malformed.why()).doesNotContain(number);
        }
    }

    @Test
    void aBirthDateMayBeTodayAndNotTomorrow() {
        assertThat(read(numbered("110105", TODAY, 2))).isInstanceOf(Reading.WellFormed.class);
        assertThat(read(numbered("110105", TODAY.plusDays(1), 2))).isInstanceOf(Reading.Malformed.class);
    }

    @Property
    void anyOneWrongDigitIsNoticed(@ForAll @IntRange(max = 16) int place, @ForAll @IntRange(min = 1, max = 9) int by) {
        var number = "11010519491231002X";
        var wrong = (char) ('0' + (number.charAt(place) - '0' + by) % 10);
        var changed = number.substring(0, place) + wrong + number.substring(place + 1);
        assertThat(read(changed)).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void identifiesByKindAndNumber() {
        assertThat(new Passport("12345678").identifying()).isNotEqualTo(new TaiwanPermit("12345678").identifying());
        assertThat(new Passport("12345678").identifying()).asString().isEqualTo("passport\u000012345678");
    }

    static String numbered(String division, LocalDate born, int sequence) {
        var without = division + born.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(sequence) + "0";
        return without.substring(0, 17) + CitizenNumber.checkCharacter(without);
    }

    private static Reading read(String number) {
        return Document.read("resident-id", number, TODAY);
    }
}
