package org.vouch.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.vouch.identity.face.RecogniserProfile;

/**
 * What faces are measured on, and how much of it.
 *
 * @param photos folders of {@code person/*.jpg}; empty for the photos that the build has
 * @param people most of them, drawn with a fixed seed
 * @param perPerson most photos of one person, drawn with a fixed seed, so that nobody outweighs the others
 * @param sittings most people of whom a puppet is made
 * @param profile name or file of the recogniser's profile
 * @param faceApi whether the same photos are shown to face-api
 */
record FacesOptions(List<Path> photos, int people, int perPerson, int sittings, String profile, boolean faceApi) {

    static FacesOptions read(String... arguments) {
        List<Path> photos = new ArrayList<>();
        int people = Integer.MAX_VALUE;
        int perPerson = 12;
        int sittings = 12;
        String profile = RecogniserProfile.BUILT_IN;
        boolean faceApi = true;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (option.equals("--no-face-api")) {
                faceApi = false;
                continue;
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value, or is not known");
            }
            String value = rest.next();
            switch (option) {
                case "--photos" -> photos.add(Path.of(value));
                case "--people" -> people = Integer.parseInt(value);
                case "--per-person" -> perPerson = Integer.parseInt(value);
                case "--sittings" -> sittings = Integer.parseInt(value);
                case "--profile" -> profile = value;
                default -> throw new IllegalArgumentException("unknown: " + option);
            }
        }
        return new FacesOptions(List.copyOf(photos), people, perPerson, sittings, profile, faceApi);
    }
}
