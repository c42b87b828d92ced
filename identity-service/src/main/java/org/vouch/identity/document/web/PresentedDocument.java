package org.vouch.identity.document.web;

import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problem.Violation;
import org.vouch.audit.client.edge.Problems;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.PersonName;

/** A document as a caller wrote it. Never printed; a malformed one is refused with the field's name and no value. */
@Schema(name = "Document")
public record PresentedDocument(
        @Schema(
                        enumeration = {
                            "resident-id",
                            "passport",
                            "hk-macao-permit",
                            "taiwan-permit",
                            "foreign-permanent-resident"
                        })
                @NotNull
                String type,
        @NotNull String number) {

    private static final ZoneId WHERE_IT_IS_ISSUED = ZoneId.of("Asia/Shanghai");

    /** The document, if it is well-formed; a birth date in it is one of Chinese time. */
    public Document wellFormed(Clock clock) {
        return wellFormed(clock, "document");
    }

    /** The same, where it stands elsewhere in the body. */
    public Document wellFormed(Clock clock, String place) {
        var reading = reading(clock);
        if (reading instanceof Document.Reading.WellFormed wellFormed) {
            return wellFormed.document();
        }
        var malformed = (Document.Reading.Malformed) reading;
        var field = place + (malformed.part() == Document.Part.TYPE ? ".type" : ".number");
        throw Problem.of(
                        400,
                        "invalid-document",
                        "This document is malformed",
                        "See violations: number and kind must belong together.")
                .withViolations(List.of(new Violation(field, malformed.why())))
                .asException();
    }

    /** What the document is, or what is wrong with it. */
    public Document.Reading reading(Clock clock) {
        return Document.read(type, number, LocalDate.ofInstant(clock.instant(), WHERE_IT_IS_ISSUED));
    }

    /** A name, if it can be one. */
    public static PersonName name(String text) {
        return name(text, "name");
    }

    /** The same, where it stands elsewhere in the body. */
    public static PersonName name(String text, String place) {
        return PersonName.read(text).orElseThrow(() -> Problems.malformed(
                        place, "has 1 to 100 characters, none of them a control character")
                .asException());
    }

    @Override
    public String toString() {
        return "PresentedDocument";
    }
}
