package org.vouch.audit.client.disclosure;

import java.util.function.Function;

/**
 * An answer about a person that has passed the gate: the subject is known in a declared way and, where it is somebody
 * else, the access record is committed. Only {@link DisclosureGate} makes one.
 */
public final class Disclosed<T> {
    private final T value;

    Disclosed(T value) {
        this.value = value;
    }

    public T value() {
        return value;
    }

    /** The same disclosure in another form, a rendering for instance. */
    public <R> Disclosed<R> map(Function<T, R> form) {
        return new Disclosed<>(form.apply(value));
    }

    @Override
    public String toString() {
        return "Disclosed";
    }
}
