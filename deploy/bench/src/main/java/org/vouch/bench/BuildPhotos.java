package org.vouch.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The photos that every build has: faces cut out of the sample photos of @vladmandic/face-api, each as a portrait and as
 * a capture, which for all but one of them is the portrait again, turned, darker and larger. And the few real ones beside
 * the repository, where they are.
 */
final class BuildPhotos {

    private BuildPhotos() {}

    static List<Photo> of(Path repository) {
        List<Photo> photos = new ArrayList<>(portraits(repository));
        photos.addAll(Photo.ofFiles(people(repository), BuildPhotos::person).stream()
                .filter(photo -> photo.file().toString().endsWith("-capture.jpg"))
                .toList());
        Path shared = repository.resolve("../shared/photos");
        if (Files.isDirectory(shared)) {
            photos.addAll(Photo.ofFiles(shared, name -> name.replaceFirst("\\d*\\.[a-z]+$", "")));
        }
        return photos;
    }

    static List<Photo> portraits(Path repository) {
        return Photo.ofFiles(people(repository), BuildPhotos::person).stream()
                .filter(photo -> photo.file().toString().endsWith("-portrait.jpg"))
                .toList();
    }

    private static Path people(Path repository) {
        return repository.resolve("deploy/local/target/people");
    }

    private static String person(String name) {
        return name.replaceFirst("-(portrait|capture)\\.jpg$", "");
    }
}
