package org.vouch.identity.vault;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.platform.Ids;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.DocumentType;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.platform.BoundedWork;
import org.vouch.identity.platform.Keysets;

/**
 * Opens one person at a time, and only to who presents the document's number. A known and an unknown document cost the
 * same: stretching, one row, opening it, a name and a face to compare; for the unknown they are a decoy's.
 */
@ApplicationScoped
public class Vault {
    /** Not a document that anybody could present: no kind of document has this name. */
    private static final String DECOY = "decoy\0vouch";

    /** Of the decoy, whatever the index key is: there is one row of it. */
    private static final byte[] NOBODYS_INDEX = new byte[DocumentIndex.BYTES];

    private static final Duration STARTED_WITHIN = Duration.ofSeconds(20);

    private final People people;
    private final DocumentIndex index;
    private final RowSeal seal;
    private final BoundedWork work;
    private final ThreadLocal<Stretching> stretching = ThreadLocal.withInitial(Stretching::new);
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random;
    private final RecogniserProfile profile;
    private final StretchedNumber decoyNumber;
    private final FaceTemplate decoyFace;

    Vault(
            VaultConfig config,
            MasterKey masterKey,
            People people,
            RecogniserProfile profile,
            Ids ids,
            Clock clock,
            SecureRandom random) {
        this.people = people;
        this.index = new DocumentIndex(Keysets.prf(config.indexKeyset()));
        this.seal = new RowSeal(masterKey, index, random);
        this.work = new BoundedWork("vault", config.stretchAtOnce(), config.stretchWaiting());
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.profile = profile;
        this.decoyNumber = new Stretching().stretch(DECOY.getBytes(StandardCharsets.UTF_8));
        this.decoyFace = randomFace();
    }

    void start(@Observes StartupEvent event) {
        putDecoy();
    }

    void putDecoy() {
        var nobody = new Identity(
                ids.next(),
                DocumentType.RESIDENT_ID,
                PersonName.read("无名").orElseThrow(),
                new Consent("none", Instant.EPOCH));
        people.putDecoy(seal.seal(decoyNumber, nobody, decoyFace, clock.instant())
                        .foundBy(NOBODYS_INDEX))
                .await()
                .atMost(STARTED_WITHIN);
    }

    void stop(@Observes ShutdownEvent event) {
        work.close();
    }

    /** What is under this document; the caller closes it. */
    public Uni<VaultEntry> open(Document document) {
        return work.run(() -> stretching.get().stretch(document.identifying())).chain(number -> {
            var indexes = index.of(number);
            return people.find(indexes)
                    .chain(found -> work.run(() -> entry(number, indexes, found)))
                    .onFailure()
                    .invoke(number::close);
        });
    }

    /** The person of {@code identity} under the number with which {@code entry} was opened; the face is null for none. */
    public Uni<SealedPerson> seal(
            VaultEntry entry, Identity identity, @Nullable FaceTemplate face, Instant enrolledAt) {
        return work.run(() -> seal.seal(entry.number(), identity, face, enrolledAt));
    }

    /**
     * Seals a person who was found anew with what {@code identity} says; their face, or that there is none, stays as it is.
     * False, with no effect, where the row was changed since it was opened.
     */
    public Uni<Boolean> amend(VaultEntry entry, Identity identity) {
        return seal(entry, identity, entry.faceWithdrawn() ? null : entry.face(), entry.enrolledAt())
                .chain(person -> people.amend(person, entry.rowSecret()));
    }

    /** How far {@link #renewSome} came; {@code last} is null where there were no more. */
    record Renewed(@Nullable UUID last, int rows, int unreadable) {
        Renewed and(Renewed next) {
            return new Renewed(next.last, rows + next.rows, unreadable + next.unreadable);
        }

        @Override
        public String toString() {
            return "Renewed";
        }
    }

    /** Brings some of the rows that are under older keys, behind this one, under the newest. */
    Uni<Renewed> renewSome(UUID after, int most) {
        return people.underOlderKeys(seal.keys(), after, most).chain(rows -> Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(this::renew)
                .collect()
                .in(() -> new Renewed[] {new Renewed(null, 0, 0)}, (sum, one) -> sum[0] = sum[0].and(one))
                .map(sum -> sum[0]));
    }

    /** A row that opens under none of the keys is left as it is: the others go on. */
    private Uni<Renewed> renew(Outer row) {
        return work.run(() -> seal.renewed(row))
                .chain(renewed -> people.renew(row, renewed))
                .map(done -> new Renewed(row.person(), done ? 1 : 0, 0))
                .onFailure(IllegalStateException.class)
                .recoverWithItem(() -> new Renewed(row.person(), 0, 1));
    }

    /** How many rows there are under older keys, and can be brought under the newest. */
    Uni<Long> underOlderKeys() {
        return people.countUnderOlderKeys(seal.keys());
    }

    private VaultEntry entry(StretchedNumber number, List<byte[]> indexes, People.Found found) {
        var half = (found.known() ? number : decoyNumber).openingHalf();
        var opened = seal.open(found.row(), half);
        var face = opened.template();
        return new VaultEntry(
                number,
                indexes,
                found.known(),
                opened.identity(),
                face == null ? copyOf(decoyFace) : face,
                face == null,
                found.row().enrolledAt(),
                found.row().outer().rowSecret());
    }

    private static FaceTemplate copyOf(FaceTemplate face) {
        return FaceTemplate.fromBytes(face.toBytes());
    }

    private FaceTemplate randomFace() {
        var values = new float[profile.dimensions()];
        for (var i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new FaceTemplate(profile.id(), profile.version(), profile.metric(), values);
    }
}
