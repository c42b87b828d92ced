package org.vouch.identity.document;

import java.util.Optional;
import java.util.stream.Stream;

/** The five kinds of document that prove who somebody is, with the names that callers of the API use. */
public enum DocumentType {
    RESIDENT_ID("resident-id"),
    PASSPORT("passport"),
    HK_MACAO_PERMIT("hk-macao-permit"),
    TAIWAN_PERMIT("taiwan-permit"),
    FOREIGN_PERMANENT_RESIDENT("foreign-permanent-resident");

    private final String wire;

    DocumentType(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public static Optional<DocumentType> named(String wire) {
        return Stream.of(values()).filter(type -> type.wire.equals(wire)).findFirst();
    }
}
