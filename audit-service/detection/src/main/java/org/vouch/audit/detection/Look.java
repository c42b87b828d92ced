package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/**
 * One access record, as the rules see it: the subject by a keyed token that tells nothing to whoever does not hold the key.
 *
 * @param record the access record's id
 * @param at by the producer's clock; see {@link BoundedTime}
 * @param producer the service that was asked
 * @param sequence contiguous per producer from 1
 * @param requester the person's UUID or the client id
 * @param label the public name of a client, null for a person
 * @param subject the first eight bytes of the subject's pseudonym, {@value #NOBODY} where it is not known who was asked about
 * @param reason why it was refused, null where it was granted
 * @param proof the id of the presence proof, pass or delegation that was shown
 * @param handle by what services would recognise the subject, should it be shielded; null where nobody is to be. No rule
 *     reads it and no history keeps it
 */
public record Look(
        UUID record,
        Instant at,
        String producer,
        long sequence,
        String requester,
        CallerKind kind,
        @Nullable String label,
        long subject,
        String action,
        @Nullable String purpose,
        @Nullable String venue,
        boolean refused,
        @Nullable String reason,
        @Nullable String proof,
        @Nullable String handle) {
    public static final long NOBODY = 0;
    private static final int FORM = 1;
    private static final String DELEGATION = "delegation";

    /** A look at somebody whom nobody would shield. */
    public Look(
            UUID record,
            Instant at,
            String producer,
            long sequence,
            String requester,
            CallerKind kind,
            @Nullable String label,
            long subject,
            String action,
            @Nullable String purpose,
            @Nullable String venue,
            boolean refused,
            @Nullable String reason,
            @Nullable String proof) {
        this(
                record, at, producer, sequence, requester, kind, label, subject, action, purpose, venue, refused,
                reason, proof, null);
    }

    public Look at(Instant time) {
        return new Look(
                record, time, producer, sequence, requester, kind, label, subject, action, purpose, venue, refused,
                reason, proof, handle);
    }

    /** To be read back by {@link #read}, with the time to the nanosecond. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(FORM);
        Bytes.write(out, record);
        out.writeLong(at.getEpochSecond());
        out.writeInt(at.getNano());
        out.writeUTF(producer);
        out.writeLong(sequence);
        out.writeUTF(requester);
        out.writeByte(kind.ordinal());
        Bytes.write(out, label);
        out.writeLong(subject);
        out.writeUTF(action);
        Bytes.write(out, purpose);
        Bytes.write(out, venue);
        out.writeBoolean(refused);
        Bytes.write(out, reason);
        Bytes.write(out, proof);
        Bytes.write(out, handle);
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IOException if it is of another form
     */
    public static Look read(DataInput in) throws IOException {
        if (in.readByte() != FORM) {
            throw new IOException("a look of another form");
        }
        return new Look(
                Bytes.readId(in),
                Instant.ofEpochSecond(in.readLong(), in.readInt()),
                in.readUTF(),
                in.readLong(),
                in.readUTF(),
                CallerKind.values()[in.readByte()],
                Bytes.readText(in),
                in.readLong(),
                in.readUTF(),
                Bytes.readText(in),
                Bytes.readText(in),
                in.readBoolean(),
                Bytes.readText(in),
                Bytes.readText(in),
                Bytes.readText(in));
    }

    boolean aboutSomebody() {
        return subject != NOBODY;
    }

    /** A look that a delegation opens, or the making of one. */
    boolean byDelegation() {
        return DELEGATION.equals(purpose) || action.startsWith(DELEGATION) || action.startsWith("dependant");
    }

    /** What the holder of a pass shows at a gate or a sampling site. */
    boolean ofPass() {
        return action.equals("scan") || action.equals("sample");
    }

    /** Where a pass was shown: the venue, or whoever read it. */
    String place() {
        return venue == null ? requester : venue;
    }

    @Override
    public String toString() {
        return "Look[" + record + " " + action + "]";
    }
}
