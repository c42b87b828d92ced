package org.vouch.identity.vault;

import com.google.crypto.tink.KmsClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Gives the vault its master key. A build for a key management service adds Tink's client of it ({@code tink-awskms}, {@code
 * tink-gcpkms} or another {@link KmsClient}) as a bean.
 */
@ApplicationScoped
class MasterKeys {

    @Produces
    @Singleton
    MasterKey masterKey(VaultConfig config, @Any Instance<KmsClient> services) {
        return MasterKey.at(config.masterKeyset(), services);
    }
}
