package org.vouch.identity.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.vouch.identity.delegation.TermPolicy.Decision;
import org.vouch.identity.document.Document;
import org.vouch.identity.testing.Somebody;

class TermPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.500Z");
    private static final Document PASSPORT = document("passport", "E12345678");

    private final TermPolicy terms = new TermPolicy(() -> Duration.ofDays(365));

    @Test
    void endsAsWishedFromTheNextInstantToTheLastOfAYear() {
        assertThat(decide(PASSPORT, NOW.plusMillis(1))).isEqualTo(until(NOW.plusMillis(1)));
        assertThat(decide(PASSPORT, NOW.plus(Duration.ofDays(365)))).isEqualTo(until(NOW.plus(Duration.ofDays(365))));
    }

    @Test
    void isRefusedWhereItWouldBeOverOrLongerThanAYear() {
        assertThat(decide(PASSPORT, NOW)).isInstanceOf(Decision.Refused.class);
        assertThat(decide(PASSPORT, NOW.plusNanos(999_999))).isInstanceOf(Decision.Refused.class);
        assertThat(decide(PASSPORT, Instant.EPOCH)).isInstanceOf(Decision.Refused.class);
        assertThat(decide(PASSPORT, NOW.plus(Duration.ofDays(365)).plusMillis(1)))
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void aChildsEndsWhenTheDayBeginsOnWhichTheyAreEighteen() {
        var child = bornOn("20090315");
        var ofAge = Instant.parse("2027-03-14T16:00:00Z");
        assertThat(decide(child, Instant.parse("2027-11-01T00:00:00Z"))).isEqualTo(until(ofAge));
        assertThat(decide(child, ofAge.plusMillis(1))).isEqualTo(until(ofAge));
        assertThat(decide(child, ofAge)).isEqualTo(until(ofAge));
        assertThat(decide(child, ofAge.minusMillis(1))).isEqualTo(until(ofAge.minusMillis(1)));
    }

    @Test
    void aFarBirthdayAndAPastOneEndNothing() {
        var wished = NOW.plus(Duration.ofDays(300));
        assertThat(decide(bornOn("20200101"), wished)).isEqualTo(until(wished));
        assertThat(decide(bornOn("19500101"), wished)).isEqualTo(until(wished));
        // Eighteen since today's first hour, and to the day tomorrow.
        assertThat(decide(bornOn("20081122"), wished)).isEqualTo(until(wished));
        assertThat(decide(bornOn("20081123"), wished)).isEqualTo(until(Instant.parse("2026-11-22T16:00:00Z")));
    }

    @Test
    void aForeignersCardOfTheNewFormTellsTheBirthdayToo() {
        var card = document("foreign-permanent-resident", Somebody.withCheck("93101020090315001X"));
        assertThat(decide(card, Instant.parse("2027-11-01T00:00:00Z")))
                .isEqualTo(until(Instant.parse("2027-03-14T16:00:00Z")));
        assertThat(document("foreign-permanent-resident", "USA310109031500").birthDate())
                .isEmpty();
    }

    private static Document bornOn(String day) {
        return document("resident-id", Somebody.withCheck("990101" + day + "0010"));
    }

    private static Document document(String type, String number) {
        var reading = Document.read(type, number, LocalDate.of(2026, 11, 22));
        assertThat(reading).isInstanceOf(Document.Reading.WellFormed.class);
        return ((Document.Reading.WellFormed) reading).document();
    }

    private static Decision until(Instant end) {
        return new Decision.Until(end);
    }

    private Decision decide(Document dependant, Instant wished) {
        return terms.decide(dependant, wished, NOW);
    }
}
