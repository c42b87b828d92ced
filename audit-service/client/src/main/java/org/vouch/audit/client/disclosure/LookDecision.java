package org.vouch.audit.client.disclosure;

import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Problem;

/** What a look at somebody came to, with everything that its access record needs. */
public sealed interface LookDecision<T> {
    /** Whom it was about and under what circumstances; the subject is null where it is not known. */
    record Circumstances(
            @Nullable UUID subject, @Nullable String purpose, @Nullable String venue, @Nullable String proof) {
        public static final Circumstances UNKNOWN = new Circumstances(null, null, null, null);

        public static Circumstances about(UUID subject) {
            return new Circumstances(subject, null, null, null);
        }

        @Override
        public String toString() {
            return "Circumstances";
        }
    }

    Circumstances circumstances();

    /** The same decision about the same person, its answer in another form. */
    <R> LookDecision<R> map(Function<? super T, ? extends R> form);

    /** The same decision, on record under these circumstances. */
    LookDecision<T> about(Circumstances others);

    record Granted<T>(Circumstances circumstances, T answer) implements LookDecision<T> {
        public Granted {
            if (circumstances.subject() == null) {
                throw new IllegalArgumentException("nothing is granted about nobody");
            }
        }

        @Override
        public <R> LookDecision<R> map(Function<? super T, ? extends R> form) {
            return new Granted<>(circumstances, form.apply(answer));
        }

        @Override
        public LookDecision<T> about(Circumstances others) {
            return new Granted<>(others, answer);
        }
    }

    /** Refused with the problem that the caller gets; {@code reason} goes into the record only. */
    record Refused<T>(Circumstances circumstances, Problem problem, String reason) implements LookDecision<T> {
        @Override
        public <R> LookDecision<R> map(Function<? super T, ? extends R> form) {
            return new Refused<>(circumstances, problem, reason);
        }

        @Override
        public LookDecision<T> about(Circumstances others) {
            return new Refused<>(others, problem, reason);
        }
    }

    /**
     * Answered, but with nothing about the person: a gate that is shown an old pass learns only that it is old. Recorded
     * as a refusal with {@code reason}.
     */
    record Withheld<T>(Circumstances circumstances, T answer, String reason) implements LookDecision<T> {
        @Override
        public <R> LookDecision<R> map(Function<? super T, ? extends R> form) {
            return new Withheld<>(circumstances, form.apply(answer), reason);
        }

        @Override
        public LookDecision<T> about(Circumstances others) {
            return new Withheld<>(others, answer, reason);
        }
    }

    static <T> LookDecision<T> granted(Circumstances circumstances, T answer) {
        return new Granted<>(circumstances, answer);
    }

    static <T> LookDecision<T> refused(Circumstances circumstances, Problem problem, String reason) {
        return new Refused<>(circumstances, problem, reason);
    }

    static <T> LookDecision<T> withheld(Circumstances circumstances, T answer, String reason) {
        return new Withheld<>(circumstances, answer, reason);
    }
}
