package org.vouch.local.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Cuts every person's portrait and capture out of the sample photos; part of the build, so that no photo is in the
 * repository. A photo other than the one that was measured stops the build.
 */
public final class CuttingPhotos {

    private static final float PORTRAIT_QUALITY = 0.92f;
    private static final float CAPTURE_QUALITY = 0.85f;

    private final Path samples;
    private final Path target;

    CuttingPhotos(Path samples, Path target) {
        this.samples = samples;
        this.target = target;
    }

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        new CuttingPhotos(Path.of(arguments[0]), Path.of(arguments[1])).cut(Face.measured(), Person.all());
    }

    void cut(List<Face> faces, List<Person> people) throws IOException {
        verify(faces);
        Files.createDirectories(target);
        for (int index = 0; index < people.size(); index++) {
            Face face = faces.get(index);
            Person person = people.get(index);
            Photo portrait = Photo.read(samples.resolve(face.photo())).cut(face.portrait());
            portrait.write(target.resolve(person.portrait()), PORTRAIT_QUALITY);
            capture(face, portrait).write(target.resolve(person.capture()), CAPTURE_QUALITY);
        }
    }

    private Photo capture(Face face, Photo portrait) {
        Box other = face.capture();
        if (other == null || other.photo() == null) {
            return portrait.retaken();
        }
        return Photo.read(samples.resolve(other.photo())).cut(other);
    }

    private void verify(List<Face> faces) throws IOException {
        Map<String, String> found = new HashMap<>();
        for (Face face : faces) {
            String sum = found.get(face.photo());
            if (sum == null) {
                sum = sha256(Files.readAllBytes(samples.resolve(face.photo())));
                found.put(face.photo(), sum);
            }
            if (!sum.equals(face.sha256())) {
                throw new IllegalStateException(face.photo() + " is not the photo that was measured: sha256 " + sum);
            }
        }
        for (Face face : faces) {
            Box capture = face.capture();
            if (capture != null && !found.containsKey(capture.photo())) {
                throw new IllegalStateException(capture.photo() + " has a capture and no known sha256");
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
