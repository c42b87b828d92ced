package org.vouch.local.keys;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.prf.PrfConfig;
import java.security.GeneralSecurityException;

/** Tink keysets in their JSON form, in the clear: what a key management service would hold elsewhere. */
final class Keysets {

    private static final String HPKE = "DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM";

    /** The two halves of a keyset for sealing to somebody: whoever has the first cannot open what it sealed. */
    record Halves(String publicKeyset, String privateKeyset) {}

    private Keysets() {}

    static String aes256() {
        return secret("AES256_GCM");
    }

    /** Without a prefix, so that what it seals has only the nonce and the tag on top of its own length. */
    static String aes128WithoutPrefix() {
        return secret("AES128_GCM_RAW");
    }

    static String prf() {
        return secret("HMAC_SHA256_PRF");
    }

    static Halves hybrid() {
        try {
            KeysetHandle both = generate(HPKE);
            return new Halves(
                    TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(both.getPublicKeysetHandle()), text(both));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a keyset " + HPKE, e);
        }
    }

    private static String secret(String template) {
        try {
            return text(generate(template));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a keyset " + template, e);
        }
    }

    private static KeysetHandle generate(String template) throws GeneralSecurityException {
        AeadConfig.register();
        HybridConfig.register();
        PrfConfig.register();
        return KeysetHandle.generateNew(KeyTemplates.get(template));
    }

    private static String text(KeysetHandle handle) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
    }
}
