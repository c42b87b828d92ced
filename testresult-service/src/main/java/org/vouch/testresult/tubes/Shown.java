package org.vouch.testresult.tubes;

/** What a person showed at the sampling site: the words are handed on to healthcode-service and kept nowhere. */
public sealed interface Shown {
    /** The Base45 text of the QR code. */
    record Pass(String text) implements Shown {
        @Override
        public String toString() {
            return "Pass";
        }
    }

    /** The JWT of a presence check. */
    record PresenceProof(String text) implements Shown {
        @Override
        public String toString() {
            return "PresenceProof";
        }
    }
}
