package org.vouch.identity.document;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A document whose number is well-formed for its kind; says nothing of whether it was ever issued. Never printed:
 * {@code toString} names the kind alone.
 */
public sealed interface Document permits ResidentId, Passport, HkMacaoPermit, TaiwanPermit, ForeignPermanentResident {

    DocumentType type();

    String number();

    /**
     * What identifies the holder's document to the vault: the kind's wire name, a zero byte and the number in UTF-8. The
     * caller overwrites it after use.
     */
    default byte[] identifying() {
        return (type().wire() + '\0' + number()).getBytes(StandardCharsets.UTF_8);
    }

    /** When the holder was born, where the number tells it. */
    default Optional<LocalDate> birthDate() {
        return Optional.empty();
    }

    /** A document, or which part of it is malformed; {@code why} repeats nothing of the input. */
    sealed interface Reading {
        record WellFormed(Document document) implements Reading {}

        record Malformed(Part part, String why) implements Reading {}
    }

    /** Where a malformed document is wrong. */
    enum Part {
        TYPE,
        NUMBER
    }

    /** Checks the form; a birth date within the number must not lie after {@code today}. */
    static Reading read(String type, String number, LocalDate today) {
        var kind = DocumentType.named(type).orElse(null);
        if (kind == null) {
            return new Reading.Malformed(Part.TYPE, "is none of the five kinds");
        }
        return switch (kind) {
            case RESIDENT_ID -> ResidentId.read(number, today);
            case PASSPORT -> Passport.read(number);
            case HK_MACAO_PERMIT -> HkMacaoPermit.read(number);
            case TAIWAN_PERMIT -> TaiwanPermit.read(number);
            case FOREIGN_PERMANENT_RESIDENT -> ForeignPermanentResident.read(number, today);
        };
    }
}
