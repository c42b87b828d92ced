package org.vouch.audit.statements;

/**
 * An insert as Hibernate Reactive runs it without side effects of its own: with its parameters ({@code ?1} for
 * {@code $1}) and as a query that counts the inserted rows, because a plain one makes the session expect changed
 * entities and warn at its end.
 */
public final class Counted {
    private Counted() {}

    /** Of an insert without a returning clause. */
    public static String insert(String insert) {
        return "with inserted as (" + insert.replaceAll("\\$(\\d)", "?$1")
                + " returning 1) select count(*) from inserted";
    }
}
