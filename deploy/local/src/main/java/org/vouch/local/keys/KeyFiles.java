package org.vouch.local.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The key files of a local platform: each is made once and kept, so that a second start opens what the first one sealed. */
public record KeyFiles(Path folder) {

    public Path tokens() {
        return folder.resolve("tokens.jwks.json");
    }

    public Path vaultMaster() {
        return folder.resolve("vault-master.json");
    }

    public Path vaultIndex() {
        return folder.resolve("vault-index.json");
    }

    public Path sessions() {
        return folder.resolve("sessions.json");
    }

    public Path frames() {
        return folder.resolve("frames.json");
    }

    public Path proofPublic() {
        return folder.resolve("proof-public.json");
    }

    public Path proofPrivate() {
        return folder.resolve("proof-private.json");
    }

    public Path passes() {
        return folder.resolve("pass.jwks.json");
    }

    public Path passHandle() {
        return folder.resolve("pass-handle.json");
    }

    public Path pseudonyms() {
        return folder.resolve("pseudonyms.json");
    }

    public Path logSeal() {
        return folder.resolve("log-seal.json");
    }

    public Path clients() {
        return folder.resolve("clients.json");
    }

    public Path secrets() {
        return folder.resolve("secrets.properties");
    }

    /** The files that are not there and without which data that were stored with them cannot be read again. */
    public List<Path> lost() {
        Stream<Path> needed = Stream.of(vaultMaster(), vaultIndex(), pseudonyms(), secrets());
        // Data from before there was a log were sealed without it.
        boolean logged = Files.isDirectory(folder.resolveSibling("log-signer"));
        return Stream.concat(needed, logged ? Stream.of(logSeal()) : Stream.of())
                .filter(file -> !Files.exists(file))
                .toList();
    }

    /** Makes what is missing; what is there stays as it is. */
    public KeyFiles prepare(SecureRandom random) {
        OwnerOnly.folder(folder);
        once(tokens(), () -> SigningKeys.es256(random, "tokens-1", "tokens-2"));
        once(passes(), () -> SigningKeys.es256(random, "pass-1"));
        once(vaultMaster(), Keysets::aes256);
        once(vaultIndex(), Keysets::prf);
        once(sessions(), Keysets::aes256);
        once(frames(), Keysets::prf);
        once(passHandle(), Keysets::aes128WithoutPrefix);
        once(pseudonyms(), Keysets::prf);
        once(logSeal(), Keysets::aes256);
        if (!Files.exists(proofPublic()) || !Files.exists(proofPrivate())) {
            Keysets.Halves halves = Keysets.hybrid();
            OwnerOnly.write(proofPublic(), halves.publicKeyset());
            OwnerOnly.write(proofPrivate(), halves.privateKeyset());
        }
        return this;
    }

    private static void once(Path file, Supplier<String> content) {
        if (!Files.exists(file)) {
            OwnerOnly.write(file, content.get());
        }
    }
}
