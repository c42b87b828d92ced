package org.vouch.log.signer;

import java.util.ArrayList;
import java.util.List;
import org.vouch.log.edge.Store;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;
import org.vouch.log.note.Checkpoint;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignedNote;
import org.vouch.log.note.SigningKey;
import org.vouch.log.note.VerifierKey;
import org.vouch.log.tree.Frontier;

/**
 * Signs the log, and can sign only one: it keeps the frontier of the tree that it signed last, hashes every new entry
 * itself and appends it there. What it signs goes on from what it signed, whatever a database says; a tree whose root is
 * claimed to be another is not signed at all. The frontier is on the disk before the signature leaves.
 */
final class Signing {
    private static final String KEY = "key";
    private static final String STATE = "signed";
    private static final String PUBLIC_KEY = "log.vkey";

    private final Store store;
    private final SigningKey key;
    private final String origin;
    private Frontier frontier;
    private SignedNote signed;

    private Signing(Store store, SigningKey key, String origin, Frontier frontier) {
        this.store = store;
        this.key = key;
        this.origin = origin;
        this.frontier = frontier;
        this.signed = sign(frontier);
    }

    /** What became of a batch. */
    sealed interface Decision {
        /** The tree that has the batch at its end is signed. */
        record Signed(SignedNote note) implements Decision {}

        /** The batch does not begin where what was signed last ends; {@code last} tells where that is. */
        record Elsewhere(SignedNote last) implements Decision {}

        /** The batch leads to another root than the writer's tiles do: entries or tiles were changed. */
        record OtherRoot(SignedNote last) implements Decision {}
    }

    /**
     * The key of this folder; one is made the first time.
     *
     * @throws IllegalStateException where there is a key and not what it signed last: whoever takes that away would have a
     *     second log signed
     */
    static Signing open(Store store, String origin) throws MalformedNote {
        var known = store.read(KEY);
        var state = store.read(STATE);
        if (known.isPresent() && state.isEmpty()) {
            throw new IllegalStateException("the signer's memory of what it signed is gone: it signs nothing more");
        }
        if (state.isEmpty()) {
            store.write(STATE, state(Frontier.EMPTY));
        }
        if (known.isEmpty()) {
            store.write(KEY, SigningKey.make(origin, VerifierKey.Type.NOTE).secret());
        }
        var key = SigningKey.read(
                known.isPresent() ? known.get() : store.read(KEY).orElseThrow());
        if (!key.verifier().name().equals(origin)) {
            throw new IllegalStateException("the key of this folder signs another log");
        }
        store.write(PUBLIC_KEY, key.verifier().text() + "\n");
        return new Signing(store, key, origin, state.isPresent() ? frontier(state.get(), key) : Frontier.EMPTY);
    }

    synchronized SignedNote last() {
        return signed;
    }

    /**
     * Signs the tree that the last one and these entries make.
     *
     * @param from how many entries the writer believes to be signed
     * @param claimed the root that the writer's tiles have then
     */
    synchronized Decision append(long from, List<byte[]> entries, Hash claimed) {
        if (from != frontier.size() || entries.isEmpty()) {
            return new Decision.Elsewhere(signed);
        }
        var grown = frontier.with(entries.stream().map(TreeHash::leaf).toList());
        if (!grown.root().equals(claimed)) {
            return new Decision.OtherRoot(signed);
        }
        store.write(STATE, state(grown));
        frontier = grown;
        signed = sign(grown);
        return new Decision.Signed(signed);
    }

    /** Ed25519 signs the same text the same way each time: there is no second signature of one size. */
    private SignedNote sign(Frontier tree) {
        return key.sign(new Checkpoint(origin, tree.size(), tree.root()).text());
    }

    private static String state(Frontier tree) {
        var text = new StringBuilder().append(tree.size()).append('\n');
        tree.roots().forEach(root -> text.append(root.base64()).append('\n'));
        return text.toString();
    }

    private static Frontier frontier(String state, SigningKey key) {
        var lines = List.of(state.split("\n"));
        var roots = new ArrayList<Hash>();
        try {
            lines.subList(1, lines.size()).forEach(line -> roots.add(Hash.ofBase64(line)));
            return new Frontier(Long.parseLong(lines.get(0)), roots);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the memory of " + key + " cannot be read: it signs nothing more", e);
        }
    }
}
