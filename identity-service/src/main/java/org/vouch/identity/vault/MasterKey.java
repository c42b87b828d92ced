package org.vouch.identity.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.vouch.identity.platform.Keysets;

/**
 * The key above all rows. Seals by its newest key and opens by every one that is configured.
 *
 * @param name of the newest key: changes when, and only when, it does
 */
record MasterKey(Aead aead, String name) {

    /**
     * A path is a file with a Tink AEAD keyset. Anything with a scheme names keys in a key management service, {@code
     * aws-kms://…} for instance, parted by commas, the newest first; such a key never leaves the service, which sees and
     * logs each row that is opened.
     *
     * @param services those that this build has
     * @throws IllegalStateException where there is no such file or nobody serves such a name
     */
    static MasterKey at(String place, Iterable<KmsClient> services) {
        return place.contains("://")
                ? inServices(List.of(place.split(",")), services)
                : of(Keysets.aeadKeyset(Path.of(place)));
    }

    static MasterKey of(KeysetHandle keyset) {
        try {
            return new MasterKey(
                    keyset.getPrimitive(RegistryConfiguration.get(), Aead.class),
                    "keyset:" + Integer.toUnsignedString(keyset.getPrimary().getId()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the master keyset cannot be used: " + e.getClass().getSimpleName());
        }
    }

    private static MasterKey inServices(List<String> names, Iterable<KmsClient> services) {
        var keys = new ArrayList<Aead>();
        for (var name : names) {
            keys.add(inService(name, services));
        }
        return new MasterKey(new NewestFirst(List.copyOf(keys)), names.get(0));
    }

    private static Aead inService(String name, Iterable<KmsClient> services) {
        for (var service : services) {
            if (service.doesSupport(name)) {
                try {
                    return service.getAead(name);
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(
                            "a master key cannot be used: " + e.getClass().getSimpleName());
                }
            }
        }
        throw new IllegalStateException("this build has no key management service for a master key of the scheme "
                + name.substring(0, name.indexOf("://") + 1));
    }

    /** Seals by the first; whichever opens, opens. */
    private record NewestFirst(List<Aead> keys) implements Aead {
        @Override
        public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
            return keys.get(0).encrypt(plaintext, associatedData);
        }

        @Override
        public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
            for (var key : keys) {
                try {
                    return key.decrypt(ciphertext, associatedData);
                } catch (GeneralSecurityException anothers) {
                    // The next one may be it.
                }
            }
            throw new GeneralSecurityException("sealed by none of " + keys.size() + " keys");
        }
    }

    @Override
    public String toString() {
        return "MasterKey";
    }
}
