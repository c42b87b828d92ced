package org.vouch.identity.document;

import java.util.regex.Pattern;

/** A mainland travel permit for residents of Taiwan: eight digits (card of 2015). */
public record TaiwanPermit(String number) implements Document {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{8}");

    static Reading read(String number) {
        return SHAPE.matcher(number).matches()
                ? new Reading.WellFormed(new TaiwanPermit(number))
                : new Reading.Malformed(Part.NUMBER, "has eight digits");
    }

    @Override
    public DocumentType type() {
        return DocumentType.TAIWAN_PERMIT;
    }

    @Override
    public String toString() {
        return "TaiwanPermit";
    }
}
