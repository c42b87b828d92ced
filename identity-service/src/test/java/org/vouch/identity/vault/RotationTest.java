package org.vouch.identity.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KeysetManager;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.audit.client.testing.Patience;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.DocumentType;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.document.web.PresentedDocument;
import org.vouch.identity.event.PersonEvents;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Settings;
import org.vouch.identity.vault.store.PeopleInSchema;

/** The master key and the index key change while people are there: nobody is lost, and nothing needs the old keys. */
@ServiceTest
class RotationTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Document KNOWN = new PresentedDocument("passport", "E12345678").wellFormed(CLOCK);
    private static final Document UNKNOWN = new PresentedDocument("passport", "E87654321").wellFormed(CLOCK);

    @Inject
    Pool publicTables;

    @Inject
    Vertx vertx;

    @Inject
    PersonEvents events;

    @Inject
    RecogniserProfile profile;

    @TempDir
    Path folder;

    private final String schema = "rotation_" + UUID.randomUUID().toString().replace("-", "");
    private Pool pool;
    private People people;
    private final UUID person = UUID.randomUUID();
    private byte[] face = new byte[0];

    private final Keyset master = new Keyset("AES256_GCM");
    private final Keyset index = new Keyset("HMAC_SHA256_PRF");

    /** A keyset before, in the middle of and after a rotation. */
    private static final class Keyset {
        private final KeysetHandle old;
        /** Both keys, the old one first: what replicas get before any of them seals by the new one. */
        private final KeysetHandle announced;
        /** Both keys, the new one first. */
        private final KeysetHandle both;

        private final KeysetHandle fresh;

        Keyset(String template) {
            try {
                AeadConfig.register();
                PrfConfig.register();
                old = KeysetHandle.generateNew(KeyTemplates.get(template));
                announced = KeysetManager.withKeysetHandle(old)
                        .add(KeyTemplates.get(template))
                        .getKeysetHandle();
                var next = announced.getAt(1).getId();
                both = KeysetManager.withKeysetHandle(announced)
                        .setPrimary(next)
                        .getKeysetHandle();
                fresh = KeysetManager.withKeysetHandle(both)
                        .delete(old.getPrimary().getId())
                        .getKeysetHandle();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void tables() throws Exception {
        done(publicTables.query("create schema " + schema).execute());
        for (var table : new String[] {"person", "decoy", "erased_person", "erased_document", "outbox"}) {
            done(publicTables
                    .query("create table " + schema + "." + table + " (like public." + table + " including all)")
                    .execute());
        }
        var config = ConfigProvider.getConfig();
        var options = PgConnectOptions.fromUri(config.getValue("quarkus.datasource.reactive.url", String.class)
                        .replace("vertx-reactive:", ""))
                .setUser(config.getValue("quarkus.datasource.username", String.class))
                .setPassword(config.getValue("quarkus.datasource.password", String.class))
                .addProperty("search_path", schema);
        pool = Pool.pool(vertx, options, new PoolOptions().setMaxSize(2));
        people = PeopleInSchema.of(pool);

        var vault = vault(master.old, index.old);
        try (var entry = done(vault.open(KNOWN))) {
            var values = new float[profile.dimensions()];
            values[0] = 1;
            var template = new FaceTemplate(profile.id(), profile.version(), profile.metric(), values);
            face = template.toBytes();
            var sealed = done(vault.seal(entry, identity(), template, Instant.parse("2026-11-22T10:00:00Z")));
            assertThat(done(people.add(sealed, entry.indexes(), events.enrolled(person))))
                    .isTrue();
        }
    }

    @AfterEach
    void drop() {
        done(pool.close());
        done(publicTables.query("drop schema " + schema + " cascade").execute());
    }

    @Test
    void bothKeysChangeAndThePersonIsFoundAtEveryStep() throws Exception {
        isThere(vault(master.old, index.old));
        isThere(vault(master.announced, index.announced));
        isThere(vault(master.both, index.both));

        var renewing = new RenewingKeys(vault(master.both, index.both), new SimpleMeterRegistry());
        assertThat(done(renewing.renew())).isOne();
        assertThat(done(renewing.renew())).isZero();

        // Replicas that were told of the new keys, do not seal by them yet, and those that have no old ones any more.
        isThere(vault(master.announced, index.announced));
        isThere(vault(master.both, index.both));
        isThere(vault(master.fresh, index.fresh));
    }

    /** One replica indexes by the old key still, another by the new one: no unique key of the table knows that it is one person. */
    @Test
    void ofTwoEnrolmentsAtOnceWhileTheIndexKeyChangesOneIs() throws Exception {
        var before = vault(master.old, index.announced);
        var after = vault(master.old, index.both);
        try (var one = done(before.open(UNKNOWN));
                var other = done(after.open(UNKNOWN))) {
            var enrolled =
                    Uni.join().all(added(before, one), added(after, other)).andFailFast();
            assertThat(done(enrolled)).containsExactlyInAnyOrder(true, false);
        }
    }

    private Uni<Boolean> added(Vault vault, VaultEntry entry) {
        var somebody = new Identity(
                UUID.randomUUID(),
                identity().documentType(),
                identity().name(),
                identity().consent());
        return vault.seal(entry, somebody, null, Instant.parse("2026-11-22T10:00:00Z"))
                .chain(row -> people.add(row, entry.indexes(), events.enrolled(somebody.person())));
    }

    @Test
    void eachKeyChangesAlone() throws Exception {
        assertThat(done(new RenewingKeys(vault(master.both, index.old), new SimpleMeterRegistry()).renew()))
                .isOne();
        isThere(vault(master.fresh, index.old));
        assertThat(done(new RenewingKeys(vault(master.fresh, index.both), new SimpleMeterRegistry()).renew()))
                .isOne();
        isThere(vault(master.fresh, index.fresh));
    }

    @Test
    void theGaugeSaysWhenTheOldKeysMayGo() throws Exception {
        var meters = new SimpleMeterRegistry();
        var renewing = new RenewingKeys(vault(master.both, index.both), meters);
        var left = meters.get("vouch.vault.rows.under.older.keys").gauge();
        assertThat(left.value()).as("not known yet").isEqualTo(-1);
        var unused = done(renewing.renew());
        assertThat(left.value()).isZero();
    }

    /** Whoever erased themselves while they were suspended would be somebody new under the new key alone. */
    @Test
    void theOldIndexKeyStaysForAsLongAsSomebodyIsRememberedUnderIt() throws Exception {
        var vault = vault(master.both, index.both);
        done(people.erase(person, Instant.now(), events.erased(person), transaction -> Uni.createFrom()
                .voidItem()));
        var meters = new SimpleMeterRegistry();
        var renewing = new RenewingKeys(vault, meters);
        var left = meters.get("vouch.vault.rows.under.older.keys").gauge();

        var unused = done(renewing.renew());
        assertThat(left.value()).isOne();
        try (var entry = done(vault.open(KNOWN))) {
            assertThat(done(people.erasedUnder(entry.indexes()))).containsExactly(person);
        }

        assertThat(done(people.forgetErased(Instant.parse("2100-01-01T00:00:00Z"), one -> false)))
                .isOne();
        var again = done(renewing.renew());
        assertThat(left.value()).isZero();
    }

    @Test
    void whoeverIsSealedAnewMeanwhileIsLeftAlone() throws Exception {
        var vault = vault(master.both, index.both);
        var newest = new RowSeal(MasterKey.of(master.both), index(index.both), new SecureRandom());
        var before =
                done(people.underOlderKeys(newest.keys(), new UUID(0, 0), 10)).get(0);
        try (var entry = done(vault.open(KNOWN))) {
            var sealed = done(vault.seal(entry, entry.identity(), entry.face(), entry.enrolledAt()));
            assertThat(done(people.replace(sealed, events.enrolled(person)))).isTrue();
        }
        assertThat(done(people.renew(before, newest.renewed(before)))).isFalse();
        isThere(vault(master.fresh, index.fresh));
    }

    @Test
    void aRowThatNoKeyOpensKeepsNobodyElseBack() throws Exception {
        done(pool.query("insert into person (person, document_index, row_secret, row_key, identity, enrolled_at)"
                        + " values ('00000000-0000-4000-8000-000000000000', sha256('a'), 'a',"
                        + " decode(repeat('00', 60), 'hex'), decode(repeat('00', 540), 'hex'), now())")
                .execute());
        var meters = new SimpleMeterRegistry();
        assertThat(done(new RenewingKeys(vault(master.both, index.both), meters).renew()))
                .isOne();
        isThere(vault(master.fresh, index.fresh));
        // The old keys may not go: nobody knows what is in it.
        assertThat(meters.get("vouch.vault.rows.under.older.keys").gauge().value())
                .isOne();
    }

    /** Rows of before there was a rotation: the index key stays until they are sealed anew. */
    @Test
    void withoutWhatFindsItARowKeepsItsIndex() throws Exception {
        done(pool.query("update person set finding = null, index_key = null, master_key = null")
                .execute());
        var renewing = new RenewingKeys(vault(master.both, index.both), new SimpleMeterRegistry());
        assertThat(done(renewing.renew())).isOne();
        assertThat(done(renewing.renew())).isZero();
        isThere(vault(master.fresh, index.both));
    }

    private void isThere(Vault vault) {
        try (var entry = done(vault.open(KNOWN))) {
            assertThat(entry.subject()).isEqualTo(person);
            assertThat(entry.face().toBytes()).isEqualTo(face);
        }
        try (var nobody = done(vault.open(UNKNOWN))) {
            assertThat(nobody.known()).isFalse();
        }
    }

    /** A replica that starts with these keys. */
    private Vault vault(KeysetHandle master, KeysetHandle index) throws Exception {
        var file = folder.resolve(UUID.randomUUID() + ".json");
        Files.writeString(file, TinkJsonProtoKeysetFormat.serializeKeyset(index, InsecureSecretKeyAccess.get()));
        var config =
                Settings.of(VaultConfig.class, "vouch.vault.master-keyset=unused", "vouch.vault.index-keyset=" + file);
        var vault =
                new Vault(config, MasterKey.of(master), people, profile, UUID::randomUUID, CLOCK, new SecureRandom());
        vault.putDecoy();
        return vault;
    }

    private static DocumentIndex index(KeysetHandle keyset) throws GeneralSecurityException {
        return new DocumentIndex(keyset.getPrimitive(
                com.google.crypto.tink.RegistryConfiguration.get(), com.google.crypto.tink.prf.PrfSet.class));
    }

    private Identity identity() {
        return new Identity(
                person,
                DocumentType.PASSPORT,
                PersonName.read("张三").orElseThrow(),
                new Consent("2026-11", Instant.parse("2026-11-22T10:00:00Z")));
    }

    private static <T> T done(Uni<T> work) {
        return work.await().atMost(Patience.LONG);
    }
}
