package org.vouch.identity.attempt;

import com.google.crypto.tink.prf.PrfSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.vouch.audit.client.caller.Caller;
import org.vouch.identity.platform.Keysets;
import org.vouch.identity.vault.VaultConfig;

/**
 * Callers without a token, one for each address whatever they send: who tries one person after another, or one person again
 * and again, is one requester in the records. What they could choose themselves, a session's id for instance, would make
 * each attempt somebody else's. The name is keyed, so that no record tells an address.
 */
@ApplicationScoped
public class AddressNames {
    private static final int BYTES = 16;
    private static final int SHOWN = 8;

    private final PrfSet names;

    AddressNames(VaultConfig keys) {
        this.names = Keysets.prf(keys.indexKeyset());
    }

    /** {@code address} as far as it tells callers apart. Another one after a change of the index key. */
    public Caller caller(String address) {
        try {
            var name =
                    names.computePrimary(("caller without a token " + address).getBytes(StandardCharsets.UTF_8), BYTES);
            return Caller.anonymous("address:" + HexFormat.of().formatHex(name, 0, SHOWN));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an index key gives fewer than " + BYTES + " bytes");
        }
    }
}
