package org.vouch.log.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vouch.log.hash.Hash;

/** Whom a checker believes: one log and, of these witnesses, so many at once. */
public final class Trust {
    private final Keyholder log;
    private final List<Keyholder> witnesses = new ArrayList<>();
    private final int quorum;

    /**
     * Of verifier keys as C2SP signed-note writes them.
     *
     * @throws Untrue if one is none, or there are not as many witnesses as are needed
     */
    public Trust(String log, List<String> witnesses, int quorum) throws Untrue {
        this.log = Keyholder.log(log);
        for (var witness : witnesses) {
            this.witnesses.add(Keyholder.witness(witness));
        }
        this.quorum = quorum;
        // Two names of one key would be one that counts twice.
        var keys = this.witnesses.stream().map(Keyholder::material).distinct().count();
        if (quorum < 1 || keys < quorum || keys < witnesses.size()) {
            throw new Untrue("a quorum of %d needs as many witnesses, each with a key of its own".formatted(quorum));
        }
    }

    public int quorum() {
        return quorum;
    }

    /** What a checkpoint says, once the log's key and the quorum have signed it. */
    public Head head(String note) throws Untrue {
        return head(note, quorum);
    }

    /** What a checkpoint says, once the log's key and so many witnesses have signed it. */
    Head head(String note, int cosignatures) throws Untrue {
        var split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n")) {
            throw new Untrue("the checkpoint is not a signed note");
        }
        var text = note.substring(0, split + 1);
        var lines = Arrays.asList(note.substring(split + 2).split("\n"));
        if (!log.signed(text, lines)) {
            throw new Untrue("the log's key did not sign the checkpoint");
        }
        var cosigned = 0;
        for (var witness : witnesses) {
            cosigned += witness.signed(text, lines) ? 1 : 0;
        }
        if (cosigned < cosignatures) {
            throw new Untrue("%d of %d witnesses cosigned the checkpoint".formatted(cosigned, cosignatures));
        }
        return parse(text);
    }

    private Head parse(String text) throws Untrue {
        var lines = text.split("\n");
        if (lines.length != 3 || !lines[0].equals(log.name()) || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new Untrue("not a checkpoint of " + log.name());
        }
        try {
            return new Head(lines[0], Long.parseLong(lines[1]), Hash.ofBase64(lines[2]));
        } catch (IllegalArgumentException e) {
            throw new Untrue("the root of the checkpoint is not a hash");
        }
    }
}
