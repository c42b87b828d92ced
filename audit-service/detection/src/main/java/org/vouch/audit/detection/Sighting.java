package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/** One requester asking about a person, or bringing a proof, as it is kept with that person or proof. */
record Sighting(
        long at,
        UUID record,
        String requester,
        CallerKind kind,
        @Nullable String label,
        String action,
        String place,
        boolean refused,
        boolean stranger) {
    static final Comparator<Sighting> BY_TIME =
            Comparator.comparingLong(Sighting::at).thenComparing(Sighting::record);

    static Sighting of(Look look, boolean stranger) {
        return new Sighting(
                Times.micros(look.at()),
                look.record(),
                look.requester(),
                look.kind(),
                look.label(),
                look.action(),
                look.place(),
                look.refused(),
                stranger);
    }

    Alert.Requester who() {
        return new Alert.Requester(requester, kind, label);
    }

    /** As evidence: the person is the same in all of them and is not named. */
    Seen seen() {
        return new Seen(at, record, Look.NOBODY, refused ? Seen.REFUSED : 0);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(at);
        Bytes.write(out, record);
        out.writeUTF(requester);
        out.writeByte(kind.ordinal());
        Bytes.write(out, label);
        out.writeUTF(action);
        out.writeUTF(place);
        out.writeByte((refused ? 1 : 0) | (stranger ? 2 : 0));
    }

    static Sighting read(DataInput in) throws IOException {
        var at = in.readLong();
        var record = Bytes.readId(in);
        var requester = in.readUTF();
        var kind = CallerKind.values()[in.readByte()];
        var label = Bytes.readText(in);
        var action = in.readUTF();
        var place = in.readUTF();
        var flags = in.readByte();
        return new Sighting(at, record, requester, kind, label, action, place, (flags & 1) != 0, (flags & 2) != 0);
    }

    @Override
    public String toString() {
        return "Sighting[" + record + "]";
    }
}
