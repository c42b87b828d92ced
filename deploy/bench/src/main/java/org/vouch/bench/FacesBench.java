package org.vouch.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.NotAnImage;
import org.vouch.identity.face.FaceReading.Refused;
import org.vouch.identity.face.FaceReading.Usable;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.onnx.StageListener.Stage;
import org.vouch.identity.face.picture.DecodedPicture.Decoded;
import org.vouch.identity.face.picture.Picture;
import org.vouch.identity.face.picture.PictureDecoder;

/** How well people are told apart by their photos, how long that takes, and the same of face-api on the same photos. */
final class FacesBench {

    /** Read before anything is measured. */
    private static final int WARM_UP = 30;

    /** face-api's own advice, and one with which it accepts fewer strangers. */
    private static final List<Double> FACE_API_THRESHOLDS = List.of(.5, .6);

    /** Thresholds to either side of the profile's, and what lies between them. */
    private static final int STEPS = 10;

    private static final double STEP = .01;

    private static final List<Stage> RECOGNISING = List.of(Stage.DETECT, Stage.MESH, Stage.CHIP, Stage.EMBED);

    private final Path repository;
    private final FacesOptions options;
    private final PrintStream out;

    private final Gallery<FaceTemplate> ours = new Gallery<>(FaceTemplate::mean, FaceTemplate::distance);
    private final Map<String, List<Photo>> usable = new TreeMap<>();
    private final Map<Stage, Numbers> millis = new EnumMap<>(Stage.class);
    private final Map<String, Integer> refused = new TreeMap<>();

    /** The photos that both engines found a face in. */
    private final Gallery<FaceTemplate> oursOfBoth = new Gallery<>(FaceTemplate::mean, FaceTemplate::distance);

    private final Gallery<FaceApi.Face> theirs = new Gallery<>(FaceApi.Face::mean, FaceApi.Face::distance);
    private final Numbers ourMillis = new Numbers();
    private final Numbers theirMillis = new Numbers();
    private final Numbers theirTinyMillis = new Numbers();
    private int theirPhotos;
    private int theirTinyPhotos;

    FacesBench(Path repository, FacesOptions options, PrintStream out) {
        this.repository = repository;
        this.options = options;
        this.out = out;
    }

    void run() throws IOException {
        List<Photo> photos = Photo.drawn(photos(), options.people(), options.perPerson());
        try (Engine engine = Engine.start(options.profile());
                FaceApi ssd = faceApi("ssd");
                FaceApi tiny = faceApi("tiny")) {
            Machine.describe(out);
            for (Photo photo : photos.subList(0, Math.min(WARM_UP, photos.size()))) {
                shown(engine, ssd, tiny, photo, false);
            }
            for (Photo photo : photos) {
                shown(engine, ssd, tiny, photo, true);
            }
            print(photos, engine, ssd);
        }
    }

    private List<Photo> photos() {
        if (options.photos().isEmpty()) {
            return BuildPhotos.of(repository);
        }
        return options.photos().stream()
                .flatMap(folder -> Photo.ofFolders(folder).stream())
                .toList();
    }

    private @Nullable FaceApi faceApi(String detector) throws IOException {
        return options.faceApi() ? new FaceApi(repository.resolve("deploy/bench/target/npm"), detector) : null;
    }

    private void shown(Engine engine, @Nullable FaceApi ssd, @Nullable FaceApi tiny, Photo photo, boolean measured)
            throws IOException {
        byte[] bytes = photo.bytes();
        engine.stopwatch().taken();
        FaceReading reading = engine.faces().read(bytes);
        Map<Stage, Double> taken = engine.stopwatch().taken();
        if (measured) {
            count(photo, reading, taken);
        }
        if (ssd == null || tiny == null || !(PictureDecoder.decode(bytes) instanceof Decoded decoded)) {
            return;
        }
        try (Picture picture = decoded.picture()) {
            FaceApi.Answer exact = ssd.describe(picture);
            FaceApi.Answer fast = tiny.describe(picture);
            if (measured) {
                compare(photo, reading, taken, exact, fast);
            }
        }
    }

    private void count(Photo photo, FaceReading reading, Map<Stage, Double> taken) {
        if (reading instanceof Usable face) {
            ours.add(photo.person(), face.template());
            usable.computeIfAbsent(photo.person(), unused -> new ArrayList<>()).add(photo);
            taken.forEach((stage, part) ->
                    millis.computeIfAbsent(stage, unused -> new Numbers()).add(part));
        } else {
            refused.merge(
                    reading instanceof Refused why ? why.reason().wireName() : ((NotAnImage) reading).why(),
                    1,
                    Integer::sum);
        }
    }

    private void compare(
            Photo photo, FaceReading reading, Map<Stage, Double> taken, FaceApi.Answer exact, FaceApi.Answer fast) {
        theirPhotos += exact.faces().isEmpty() ? 0 : 1;
        theirTinyPhotos += fast.faces().isEmpty() ? 0 : 1;
        if (!(reading instanceof Usable face) || exact.faces().isEmpty()) {
            return;
        }
        oursOfBoth.add(photo.person(), face.template());
        theirs.add(photo.person(), exact.largest().orElseThrow());
        // Of one face each, so that a face is what both spent their time on.
        if (exact.faces().size() == 1 && fast.faces().size() == 1) {
            ourMillis.add(RECOGNISING.stream()
                    .mapToDouble(stage -> taken.getOrDefault(stage, 0.0))
                    .sum());
            theirMillis.add(exact.millis());
            theirTinyMillis.add(fast.millis());
        }
    }

    private void print(List<Photo> photos, Engine engine, @Nullable FaceApi ssd) {
        double threshold = engine.samePerson().threshold();
        long people = photos.stream().map(Photo::person).distinct().count();
        int faces = usable.values().stream().mapToInt(List::size).sum();
        say(
                "%d photos of %d people; %d photos of %d people show one usable face",
                photos.size(), people, faces, usable.size());
        say("refused: %s", refused.isEmpty() ? "none" : refused);
        if (options.photos().isEmpty()) {
            say("the build's captures are retaken portraits: their FNMR says little");
        }
        say("%nMilliseconds of one thread for a usable photo      p50      p95");
        for (Stage stage : List.of(Stage.DECODE, Stage.DETECT, Stage.MESH, Stage.CHIP, Stage.EMBED, Stage.POSE)) {
            Numbers numbers = millis.getOrDefault(stage, new Numbers());
            say(
                    "  %-44s %8.1f %8.1f",
                    stage.name().toLowerCase(Locale.ROOT), numbers.quantile(.5), numbers.quantile(.95));
        }
        errors(engine, threshold);
        if (ssd != null) {
            comparison(ssd, threshold, photos.size());
        }
    }

    private void errors(Engine engine, double threshold) {
        Distances stills = ours.ofPhotos();
        Distances threes = ours.ofThrees();
        say(
                "%nPer cent wrong [95 %% bounds, Clopper and Pearson]; FNMR: one person rejected, FMR: two people accepted");
        say(
                "  One photo with one photo: %d pairs of one person, %d of two; nearest strangers %.3f",
                stills.falseNonMatches(1).trials(), stills.falseMatches(1).trials(), stills.nearestStrangers());
        say(
                "  Mean of three photos with mean of three others, no photo twice, %d people with six or more:"
                        + " %d pairs of one person, %d of two; nearest strangers %.3f",
                ours.peopleWithThrees(),
                threes.falseNonMatches(1).trials(),
                threes.falseMatches(1).trials(),
                threes.nearestStrangers());
        say(
                "  Sets of three with two photos farther apart than %.3f, in per cent: %s. These are photos of different"
                        + " days;%n  three frames of one sitting are more alike, and a session refuses such sets.",
                threshold, ours.torn(threshold));
        say("%n  threshold  one:   FNMR                     FMR                            three: FNMR"
                + "                   FMR");
        for (int step = -STEPS; step <= STEPS; step++) {
            double at = threshold + step * STEP;
            say(
                    "  %s %.3f     %-24s %-30s   %-24s %-30s",
                    step == 0 ? ">" : " ",
                    at,
                    stills.falseNonMatches(at),
                    stills.falseMatches(at),
                    threes.falseNonMatches(at),
                    threes.falseMatches(at));
        }
        sittings(engine, threshold);
        say(
                "%n  aim FMR 0 with three and three at %.3f: %s",
                threshold,
                verdict(
                        threes.falseMatches(threshold),
                        threes.falseMatches(threshold).errors() == 0));
        say(
                "  aim FNMR at most 3 %% with three and three at %.3f: %s",
                threshold,
                verdict(
                        threes.falseNonMatches(threshold),
                        threes.falseNonMatches(threshold).value() <= .03));
    }

    private static String verdict(Rate rate, boolean met) {
        return rate.trials() == 0 ? "cannot be told from these photos" : (met ? "met, " : "MISSED, ") + rate;
    }

    /** Sessions of puppets made of different photos of a person, for people with fewer than six. */
    private void sittings(Engine engine, double threshold) {
        Sittings sittings = new Sittings(engine);
        Gallery<FaceTemplate> sessions = new Gallery<>(FaceTemplate::mean, FaceTemplate::distance);
        int refusedSessions = 0;
        int sat = 0;
        List<List<Photo>> sitters = usable.values().stream()
                .filter(own -> own.size() > 1 && own.size() < 2 * Gallery.FRAMES)
                .limit(options.sittings())
                .toList();
        for (List<Photo> own : sitters) {
            for (Photo photo : own.subList(0, 2)) {
                Optional<FaceTemplate> face = sittings.face(photo.bytes());
                face.ifPresent(found -> sessions.add(photo.person(), found));
                refusedSessions += face.isPresent() ? 0 : 1;
                sat++;
            }
        }
        if (sat > 0) {
            Distances met = sessions.ofPhotos();
            say(
                    "%n  Puppets of two photos each of %d people with fewer than six, three frames a session, %d of %d"
                            + " sessions refused%n  (a puppet's frames are more alike than a person's: easier):"
                            + " FNMR %s of %d, FMR %s of %d at %.3f",
                    sitters.size(),
                    refusedSessions,
                    sat,
                    met.falseNonMatches(threshold),
                    met.falseNonMatches(threshold).trials(),
                    met.falseMatches(threshold),
                    met.falseMatches(threshold).trials(),
                    threshold);
        }
    }

    private void comparison(FaceApi ssd, double threshold, int photos) {
        say("%nBeside face-api %s", ssd.version());
        say(
                "  photos in which a face is found: face-api %d with SSD, %d with its tiny detector; ours %d usable, of %d",
                theirPhotos,
                theirTinyPhotos,
                usable.values().stream().mapToInt(List::size).sum(),
                photos);
        say(
                "  on the %d photos that both have:",
                ourMillis.count() == 0
                        ? 0
                        : oursOfBoth.people().values().stream()
                                .mapToInt(List::size)
                                .sum());
        row("", "one: FNMR", "FMR", "three: FNMR", "FMR");
        row("ours at %.3f".formatted(threshold), oursOfBoth.ofPhotos(), oursOfBoth.ofThrees(), threshold);
        for (double theirOwn : FACE_API_THRESHOLDS) {
            row("face-api at %.2f".formatted(theirOwn), theirs.ofPhotos(), theirs.ofThrees(), theirOwn);
        }
        say("%n  milliseconds to find and describe the one face of %d photos      p50      p95", ourMillis.count());
        say(
                "    ours (detector, mesh, chip, both sides embedded)           %8.1f %8.1f",
                ourMillis.quantile(.5), ourMillis.quantile(.95));
        say(
                "    face-api, SSD (its default)                                %8.1f %8.1f   %.1f times ours",
                theirMillis.quantile(.5), theirMillis.quantile(.95), theirMillis.quantile(.5) / ourMillis.quantile(.5));
        say(
                "    face-api, tiny detector                                    %8.1f %8.1f   %.1f times ours",
                theirTinyMillis.quantile(.5),
                theirTinyMillis.quantile(.95),
                theirTinyMillis.quantile(.5) / ourMillis.quantile(.5));
    }

    private void row(String name, Distances stills, Distances threes, double threshold) {
        row(
                name,
                stills.falseNonMatches(threshold).toString(),
                stills.falseMatches(threshold).toString(),
                threes.falseNonMatches(threshold).toString(),
                threes.falseMatches(threshold).toString());
    }

    private void row(String name, String... columns) {
        say("    %-18s %-24s %-30s %-24s %-30s", name, columns[0], columns[1], columns[2], columns[3]);
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
