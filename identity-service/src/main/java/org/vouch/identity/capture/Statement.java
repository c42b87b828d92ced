package org.vouch.identity.capture;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.vouch.identity.capture.Capture.Frame;

/**
 * What a camera says that it took: {@code {"session": id, "frames": [{"step": 0, "sha256": base64url}, …]}}, the frames in
 * the order in which they are sent. The session's id is random and used once, so that a statement is of no use later.
 */
record Statement(String session, List<Frame> frames) {
    private static final int MOST_FRAMES = 12;

    /** Empty unless it is exactly that. */
    static Optional<Statement> read(JwtClaims claims) {
        if (!(claims.getClaimValue("session") instanceof String session)
                || !(claims.getClaimValue("frames") instanceof List<?> listed)
                || listed.size() > MOST_FRAMES) {
            return Optional.empty();
        }
        var frames = new ArrayList<Frame>();
        for (var one : listed) {
            if (!(one instanceof Map<?, ?> frame)
                    || !(frame.get("step") instanceof Long step)
                    || !(frame.get("sha256") instanceof String sha256)) {
                return Optional.empty();
            }
            try {
                frames.add(new Frame(step, Base64.getUrlDecoder().decode(sha256)));
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }
        return Optional.of(new Statement(session, List.copyOf(frames)));
    }

    @Override
    public String toString() {
        return "Statement";
    }
}
