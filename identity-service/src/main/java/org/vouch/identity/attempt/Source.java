package org.vouch.identity.attempt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;

/**
 * Where an attempt to match a face comes from.
 *
 * @param requester null for somebody without a token
 * @param address as far as it tells callers apart
 * @param camera the enrolled camera that answers for the face, null for none. No other device has a name that it could not
 *     change: a header, a cookie or an app's own id costs nothing to make anew
 */
public record Source(@Nullable Caller requester, String address, @Nullable String camera) {

    public Source(@Nullable Caller requester, String address) {
        this(requester, address, null);
    }

    /** What a source is counted by. */
    enum Kind {
        CHECKPOINT,
        CAMERA,
        OFFICER,
        RESIDENT,
        ADDRESS
    }

    /** One count. */
    record Counted(Kind kind, String name) {
        @Override
        public String toString() {
            return "Counted";
        }
    }

    /** Somebody without a token. */
    public static Source at(String address) {
        return new Source(null, address);
    }

    /** One of the two officers at a counter. */
    public static Source officer(String id) {
        return new Source(new Caller(id, CallerKind.OFFICER, null, null), "");
    }

    /** The same, with the camera that answers for the face. */
    public Source through(@Nullable String enrolledCamera) {
        return new Source(requester, address, enrolledCamera);
    }

    /** Where nobody's failures elsewhere keep a person from the help they need. */
    public boolean isCheckpoint() {
        return requester != null && requester.kind() == CallerKind.CHECKPOINT;
    }

    /** An enrolled checkpoint, with the camera that it used, and an officer answer for themselves: whoever else uses their line costs them nothing. */
    List<Counted> counted() {
        if (requester == null) {
            return List.of(new Counted(Kind.ADDRESS, address));
        }
        return switch (requester.kind()) {
            case CHECKPOINT ->
                camera == null
                        ? List.of(new Counted(Kind.CHECKPOINT, requester.id()))
                        : List.of(new Counted(Kind.CAMERA, camera), new Counted(Kind.CHECKPOINT, requester.id()));
            case OFFICER -> List.of(new Counted(Kind.OFFICER, requester.id()));
            default -> List.of(new Counted(Kind.RESIDENT, requester.id()), new Counted(Kind.ADDRESS, address));
        };
    }

    @Override
    public String toString() {
        return "Source";
    }
}
