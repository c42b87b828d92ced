package org.vouch.identity.document;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A resident identity number after GB 11643-1999, of a province of GB/T 2260 (81, 82 and 83 for residents of Hong Kong,
 * Macao and Taiwan), or of the unassigned prefix 99, which the demo people use so that they can be nobody's.
 */
public record ResidentId(String number) implements Document {
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83");
    private static final String DEMO = "99";

    static Reading read(String number, LocalDate today) {
        var objection = CitizenNumber.objection(number, today);
        if (objection.isPresent()) {
            return new Reading.Malformed(Part.NUMBER, objection.get());
        }
        var province = number.substring(0, 2);
        if (!PROVINCES.contains(province) && !province.equals(DEMO)) {
            return new Reading.Malformed(Part.NUMBER, "has a division that does not exist");
        }
        return new Reading.WellFormed(new ResidentId(number));
    }

    @Override
    public DocumentType type() {
        return DocumentType.RESIDENT_ID;
    }

    @Override
    public Optional<LocalDate> birthDate() {
        return Optional.of(CitizenNumber.birthDate(number));
    }

    @Override
    public String toString() {
        return "ResidentId";
    }
}
