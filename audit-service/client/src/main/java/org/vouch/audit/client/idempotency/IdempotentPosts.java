package org.vouch.audit.client.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.audit.client.platform.Unbroken;

/**
 * The same POST with the same {@code Idempotency-Key} gives the first answer again, for 24 hours; with another body it
 * is refused (422), and while the first is still running it is told to wait (409).
 *
 * <p>Only successes are kept: a refused call may be tried again. Answers are sealed under the key, of which only a keyed
 * hash is stored, and a secret of the service, so that neither the table nor a guessed key opens them. A replica that
 * dies between its effect and the answer leaves a claim that ends after a minute; the repeat then runs again and meets
 * the natural key of what it would create, or a face session or proof that is spent.
 */
@ApplicationScoped
public class IdempotentPosts {
    private static final Logger LOG = Logger.getLogger(IdempotentPosts.class);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration CLAIM_ENDS = Duration.ofMinutes(1);
    private static final Duration SWEEP = Duration.ofMinutes(10);

    private final IdempotencyConfig config;
    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;

    IdempotentPosts(IdempotencyConfig config, Pool pool, ObjectMapper json, Clock clock) {
        this.config = config;
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    /**
     * One call as it came in.
     *
     * @param key the {@code Idempotency-Key} header, null where the caller sent none
     * @param caller the caller's id, so that nobody meets another's key
     * @param call a constant name of the endpoint
     * @param body the parsed body: calls are the same where its JSON is
     */
    public record Post(@Nullable String key, String caller, String call, Object body) {
        @Override
        public String toString() {
            return "Post[" + call + "]";
        }
    }

    private record KeptLook(
            UUID subject,
            @Nullable String purpose,
            @Nullable String venue,
            @Nullable String proof,
            com.fasterxml.jackson.databind.JsonNode answer) {}

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from idempotent_answer where claimed_at < $1", KEPT);
    }

    /** Runs {@code effect} unless it ran before; its answer must be readable from JSON as {@code type}. */
    public <T> Uni<T> once(Post post, Class<T> type, Supplier<Uni<T>> effect) {
        return once(post, effect, answer -> write(answer), bytes -> read(bytes, type));
    }

    /** The same for a look at somebody: only what was granted is kept. */
    public <T> Uni<LookDecision<T>> onceLooked(Post post, Class<T> type, Supplier<Uni<LookDecision<T>>> look) {
        return once(
                post,
                look,
                decision -> decision instanceof LookDecision.Granted<T> granted ? write(kept(granted)) : null,
                bytes -> looked(read(bytes, KeptLook.class), type));
    }

    private <T> Uni<T> once(
            Post post, Supplier<Uni<T>> effect, Function<T, byte @Nullable []> encode, Function<byte[], T> decode) {
        if (post.key() == null) {
            return Unbroken.of(effect);
        }
        if (post.key().isBlank() || post.key().length() > 255) {
            return Uni.createFrom()
                    .failure(Problems.malformed("Idempotency-Key", "has 1 to 255 characters")
                            .asException());
        }
        var seal = AnswerSeal.of(config.secret(), post.key(), post.caller(), post.call());
        var bodyMac = seal.macOf(write(post.body()));
        return Unbroken.of(() ->
                claim(seal, bodyMac).chain(mine -> mine ? run(seal, effect, encode) : again(seal, bodyMac, decode)));
    }

    private Uni<Boolean> claim(AnswerSeal seal, byte[] bodyMac) {
        var now = now();
        return pool.preparedQuery("insert into idempotent_answer as a (key_hash, body_mac, state, claimed_at)"
                        + " values ($1, $2, 'running', $3) on conflict (key_hash) do update set claimed_at = $3"
                        + " where a.state = 'running' and a.body_mac = $2 and a.claimed_at < $4")
                .execute(Tuple.of(buffer(seal.keyHash()), buffer(bodyMac), now, now.minus(CLAIM_ENDS)))
                .map(rows -> rows.rowCount() == 1);
    }

    private <T> Uni<T> run(AnswerSeal seal, Supplier<Uni<T>> effect, Function<T, byte @Nullable []> encode) {
        return Uni.createFrom()
                .deferred(() -> effect.get())
                .onFailure()
                .call(() -> release(seal))
                .call(answer -> {
                    var kept = encode.apply(answer);
                    return kept == null ? release(seal) : keep(seal, kept);
                });
    }

    private Uni<Void> keep(AnswerSeal seal, byte[] answer) {
        return pool.preparedQuery("update idempotent_answer set state = 'done', sealed = $2 where key_hash = $1")
                .execute(Tuple.of(buffer(seal.keyHash()), buffer(seal.seal(answer))))
                .replaceWithVoid();
    }

    /** Never fails: a claim that could not be released ends by itself. */
    private Uni<Void> release(AnswerSeal seal) {
        return pool.preparedQuery("delete from idempotent_answer where key_hash = $1 and state = 'running'")
                .execute(Tuple.of(buffer(seal.keyHash())))
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("a claim waits for its end: %s", Causes.withoutMessages(failure));
                    return null;
                });
    }

    private <T> Uni<T> again(AnswerSeal seal, byte[] bodyMac, Function<byte[], T> decode) {
        return pool.preparedQuery("select body_mac, state, sealed from idempotent_answer where key_hash = $1")
                .execute(Tuple.of(buffer(seal.keyHash())))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw running().asException();
                    }
                    return decode.apply(answerOf(rows.iterator().next(), seal, bodyMac));
                });
    }

    private static byte[] answerOf(Row row, AnswerSeal seal, byte[] bodyMac) {
        if (!Arrays.equals(row.getBuffer("body_mac").getBytes(), bodyMac)) {
            throw Problems.idempotencyKeyReused().asException();
        }
        if (!"done".equals(row.getString("state"))) {
            throw running().asException();
        }
        return seal.open(row.getBuffer("sealed").getBytes());
    }

    private static Problem running() {
        return Problem.of(
                        409,
                        "idempotency-in-progress",
                        "The first call with this Idempotency-Key is still running",
                        "Repeat it with the same key in a moment, for the first one's answer.")
                .withRetryAfter(Duration.ofSeconds(1));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private <T> KeptLook kept(LookDecision.Granted<T> granted) {
        var about = granted.circumstances();
        return new KeptLook(
                java.util.Objects.requireNonNull(about.subject()),
                about.purpose(),
                about.venue(),
                about.proof(),
                json.valueToTree(granted.answer()));
    }

    private <T> LookDecision<T> looked(KeptLook kept, Class<T> type) {
        try {
            return LookDecision.granted(
                    new Circumstances(kept.subject(), kept.purpose(), kept.venue(), kept.proof()),
                    json.treeToValue(kept.answer(), type));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept answer is always readable");
        }
    }

    private byte[] write(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always writable");
        }
    }

    private <T> T read(byte[] bytes, Class<T> type) {
        try {
            return json.readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException("a kept answer is always readable"));
        }
    }

    private static io.vertx.core.buffer.Buffer buffer(byte[] bytes) {
        return io.vertx.core.buffer.Buffer.buffer(bytes);
    }
}
