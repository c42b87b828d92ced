package org.vouch.audit.log;

/** Details as an entry holds them: sealed, and committed to. */
record Sealed(byte[] commitment, byte[] bytes) {
    @Override
    public String toString() {
        return "Sealed";
    }
}
