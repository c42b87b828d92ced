package org.vouch.identity.document;

import java.util.regex.Pattern;

/**
 * A passport of any country: up to nine capital letters and digits (ICAO Doc 9303 part 4, positions 1 to 9 of the second
 * line of the machine readable zone); at least five, one of them a digit.
 */
public record Passport(String number) implements Document {
    private static final Pattern SHAPE = Pattern.compile("(?=.*[0-9])[A-Z0-9]{5,9}");

    static Reading read(String number) {
        return SHAPE.matcher(number).matches()
                ? new Reading.WellFormed(new Passport(number))
                : new Reading.Malformed(Part.NUMBER, "has five to nine capital letters and digits");
    }

    @Override
    public DocumentType type() {
        return DocumentType.PASSPORT;
    }

    @Override
    public String toString() {
        return "Passport";
    }
}
