package org.vouch.identity.document;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A foreign permanent resident's card, in the form of 2023 (18 characters built as a resident identity number, the first
 * of them a 9) or of 2017 (three capital letters of the country and twelve digits).
 */
public record ForeignPermanentResident(String number) implements Document {
    private static final Pattern OF_2017 = Pattern.compile("[A-Z]{3}[0-9]{12}");

    static Reading read(String number, LocalDate today) {
        if (OF_2017.matcher(number).matches()) {
            return new Reading.WellFormed(new ForeignPermanentResident(number));
        }
        var objection = CitizenNumber.objection(number, today);
        if (objection.isPresent()) {
            return new Reading.Malformed(Part.NUMBER, objection.get());
        }
        return number.startsWith("9")
                ? new Reading.WellFormed(new ForeignPermanentResident(number))
                : new Reading.Malformed(Part.NUMBER, "begins with a 9, or with three capital letters");
    }

    @Override
    public DocumentType type() {
        return DocumentType.FOREIGN_PERMANENT_RESIDENT;
    }

    @Override
    public Optional<LocalDate> birthDate() {
        return OF_2017.matcher(number).matches() ? Optional.empty() : Optional.of(CitizenNumber.birthDate(number));
    }

    @Override
    public String toString() {
        return "ForeignPermanentResident";
    }
}
