package org.vouch.identity.capture;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which frames a session takes, by who has to answer for them. */
public sealed interface Capture {

    /** Whether this is the frame that has to come at this place, the first at 0. */
    boolean accepts(int place, int step, byte[] picture);

    /** Whether so many are all. */
    boolean isWhole(int frames);

    /** Which camera answers for them, null where none has to: a name of no other. */
    default @Nullable String camera() {
        return null;
    }

    /** Nobody answers for them: any. */
    record Anything() implements Capture {
        @Override
        public boolean accepts(int place, int step, byte[] picture) {
            return true;
        }

        @Override
        public boolean isWhole(int frames) {
            return true;
        }
    }

    /** A camera has to answer for them and none does: none. */
    record Nothing() implements Capture {
        @Override
        public boolean accepts(int place, int step, byte[] picture) {
            return false;
        }

        @Override
        public boolean isWhole(int frames) {
            return false;
        }
    }

    /** Those that a camera signed for, each in its place. */
    record Stated(String camera, List<Frame> frames) implements Capture {
        @Override
        public boolean accepts(int place, int step, byte[] picture) {
            return place < frames.size()
                    && frames.get(place).step() == step
                    && MessageDigest.isEqual(frames.get(place).sha256(), sha256(picture));
        }

        @Override
        public boolean isWhole(int count) {
            return count == frames.size();
        }

        @Override
        public String toString() {
            return "Stated";
        }

        private static byte[] sha256(byte[] picture) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(picture);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("SHA-256 is part of every JDK", e);
            }
        }
    }

    /** One of them: for which step, and what the picture's bytes hash to. */
    record Frame(long step, byte[] sha256) {
        @Override
        public String toString() {
            return "Frame";
        }
    }
}
