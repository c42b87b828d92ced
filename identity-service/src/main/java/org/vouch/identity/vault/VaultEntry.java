package org.vouch.identity.vault;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.FaceTemplate;

/**
 * What the vault has under a presented document. Where the document is not known it holds a decoy's name and face, so that
 * whoever judges it does the same work, and {@link #subject} is null. Holds secrets: close it.
 */
public final class VaultEntry implements AutoCloseable {
    private final StretchedNumber number;
    private final List<byte[]> indexes;
    private final boolean known;
    private final Identity identity;
    private final FaceTemplate face;
    private final boolean faceWithdrawn;
    private final Instant enrolledAt;
    private final byte[] rowSecret;

    VaultEntry(
            StretchedNumber number,
            List<byte[]> indexes,
            boolean known,
            Identity identity,
            FaceTemplate face,
            boolean faceWithdrawn,
            Instant enrolledAt,
            byte[] rowSecret) {
        this.number = number;
        this.indexes = indexes;
        this.known = known;
        this.identity = identity;
        this.face = face;
        this.faceWithdrawn = faceWithdrawn;
        this.enrolledAt = enrolledAt;
        this.rowSecret = rowSecret;
    }

    /** The person's pseudonym, null where the document is not known. */
    public @Nullable UUID subject() {
        return known ? identity.person() : null;
    }

    public boolean known() {
        return known;
    }

    public Identity identity() {
        return identity;
    }

    public FaceTemplate face() {
        return face;
    }

    public boolean faceWithdrawn() {
        return faceWithdrawn;
    }

    public Instant enrolledAt() {
        return enrolledAt;
    }

    /** As it lies in the row, sealed: another one whenever the person is sealed anew. */
    byte[] rowSecret() {
        return rowSecret;
    }

    StretchedNumber number() {
        return number;
    }

    /** What the document is found by: 32 bytes, keyed. */
    public byte[] primaryIndex() {
        return indexes.get(0);
    }

    /** What a row of this document may be found by, whichever key it is under; the primary one first. */
    public List<byte[]> indexes() {
        return List.copyOf(indexes);
    }

    @Override
    public void close() {
        number.close();
        face.destroy();
    }

    @Override
    public String toString() {
        return "VaultEntry";
    }
}
