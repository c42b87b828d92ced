package org.vouch.identity.face.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;

/** Hands out a network's bytes only if their SHA-256 is the one that was recorded when it was built or configured. */
final class NetworkFiles {

    private static final String FOLDER = "/org/vouch/identity/models/";

    private NetworkFiles() {}

    /** One of the networks that the project builds, by file name; its digest is packed beside it. */
    static byte[] builtIn(String file) {
        Properties digests = new Properties();
        try (InputStream recorded = resource("models.properties");
                InputStream network = resource(file)) {
            digests.load(recorded);
            return verified(file, network.readAllBytes(), digests.getProperty(file.replace(".onnx", ".sha256"), ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A network of somebody else's, with the digest of its profile. */
    static byte[] external(Path file, String sha256) {
        try {
            return verified(file.toString(), Files.readAllBytes(file), sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        InputStream resource = NetworkFiles.class.getResourceAsStream(FOLDER + name);
        if (resource == null) {
            throw new IllegalStateException("the face models lack " + name);
        }
        return resource;
    }

    private static byte[] verified(String file, byte[] network, String sha256) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(network);
            if (!HexFormat.of().formatHex(digest).equals(sha256)) {
                throw new IllegalStateException("the SHA-256 of the face network " + file + " is not the recorded one");
            }
            return network;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
