package org.vouch.identity.enrolment;

import io.smallrye.mutiny.Uni;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.PersonName;

/** The state's register of persons: another organisation's system, which knows what its citizens look like. */
public interface CivilRegistry {

    /** What the register said. */
    sealed interface Answer {
        /** The portrait's bytes; whoever reads them overwrites them. */
        record Portrait(byte[] picture) implements Answer {
            @Override
            public String toString() {
                return "Portrait";
            }
        }

        /** No such document, or of another name: the register does not say which. */
        record NotKnown() implements Answer {}

        /** The register cannot be asked now. */
        record Away() implements Answer {}
    }

    /** Never fails. */
    Uni<Answer> portrait(Document document, PersonName name);
}
