package org.vouch.identity.document;

import java.util.Optional;
import java.util.stream.Stream;

/** The five kinds of document that prove who somebody is, with the names that callers of the API use. */
public enum DocumentType {
    RESIDENT_ID("resident-id", 0),
    PASSPORT("passport", 1),
    HK_MACAO_PERMIT("hk-macao-permit", 2),
    TAIWAN_PERMIT("taiwan-permit", 3),
    FOREIGN_PERMANENT_RESIDENT("foreign-permanent-resident", 4);

    private final String wire;
    private final byte code;

    DocumentType(String wire, int code) {
        this.wire = wire;
        this.code = (byte) code;
    }

    public String wire() {
        return wire;
    }

    /** What stands for the kind where bytes are kept: never changes. */
    public byte code() {
        return code;
    }

    public static Optional<DocumentType> ofCode(byte code) {
        return Stream.of(values()).filter(type -> type.code == code).findFirst();
    }

    public static Optional<DocumentType> named(String wire) {
        return Stream.of(values()).filter(type -> type.wire.equals(wire)).findFirst();
    }
}
