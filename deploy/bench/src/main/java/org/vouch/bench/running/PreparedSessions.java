package org.vouch.bench.running;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.FaceTemplate;

/**
 * Sessions in which a face is, without the frames that lead to it, which cost a third of a second of a core each: written
 * into the database of a local platform and sealed with its key, as identity-service would have written them. All that
 * follows is the service's own.
 */
final class PreparedSessions implements AutoCloseable {

    /** How long the service lets a session live. */
    private static final long SECONDS = 120;

    private static final int ID_BYTES = 16;
    /** What {@code SealedFaces} binds a face to, before the hash of the session's id. */
    private static final byte[] PLACE = "vouch/session/v1/face/".getBytes(StandardCharsets.US_ASCII);

    private final Connection database;
    private final Aead key;
    private final SecureRandom random = new SecureRandom();

    PreparedSessions(LocalPlatform platform) throws IOException, SQLException, GeneralSecurityException {
        AeadConfig.register();
        this.key = TinkJsonProtoKeysetFormat.parseKeyset(platform.sessionsKeyset(), InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.database = platform.identityDatabase();
    }

    /**
     * The id of a session for one call.
     *
     * @param purpose enrolment, login or presence
     * @param opener the {@code sub} of the token that opened it; null where none did
     */
    String shown(String purpose, @Nullable String opener, FaceTemplate face)
            throws SQLException, GeneralSecurityException {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.US_ASCII));
        byte[] place = ByteBuffer.allocate(PLACE.length + hash.length)
                .put(PLACE)
                .put(hash)
                .array();
        try (PreparedStatement insert = database.prepareStatement("insert into face_session"
                + " (id_hash, purpose, opener, challenge, state, probe, expires_at)"
                + " values (?, ?, ?, 'neutral,turn-left,blink', 'usable', ?, ?)")) {
            insert.setBytes(1, hash);
            insert.setString(2, purpose);
            insert.setString(3, opener);
            insert.setBytes(4, key.encrypt(face.toBytes(), place));
            insert.setObject(5, Instant.now().plusSeconds(SECONDS).atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        return id;
    }

    /** Nobody has failed yet: no document has to wait, and nobody who asks. */
    void forgetAttempts() throws SQLException {
        try (Statement delete = database.createStatement()) {
            delete.executeUpdate("delete from face_attempt");
            delete.executeUpdate("delete from attempt_pace");
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
