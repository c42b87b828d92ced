package org.vouch.identity.face.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.AttackProfile;
import org.vouch.identity.face.FaceEngine;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.NotAnImage;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.FaceReading.Refused;
import org.vouch.identity.face.FaceReading.Usable;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.Pose;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.RecogniserProfile.Network;
import org.vouch.identity.face.onnx.StageListener.Stage;
import org.vouch.identity.face.picture.DecodedPicture;
import org.vouch.identity.face.picture.DecodedPicture.Decoded;
import org.vouch.identity.face.picture.DecodedPicture.Undecodable;
import org.vouch.identity.face.picture.Picture;
import org.vouch.identity.face.picture.PictureDecoder;
import org.vouch.identity.face.picture.Similarity.Point;

/**
 * Reads faces with ONNX Runtime, in the JVM and on the caller's thread. Loading takes about a second and 150 MB outside
 * the heap; do it once. Closing it while a photo is being read is the caller's mistake.
 */
public final class OnnxFaceEngine implements FaceEngine, AutoCloseable {

    /** What the mesh network must answer before a detected box counts as a face. */
    private static final double MIN_FACE_SCORE = .9;
    /**
     * A second face is comparable, and the photo refused, when its box is at least this part of the largest one's side:
     * smaller ones are passers-by or pictures on a wall, and cannot be taken for the person in front.
     */
    private static final double COMPARABLE_SIDE = .4;

    /**
     * A box that a larger face covers by more than this is a piece of that face: close to the camera, the detector sees
     * an eye or a cheek as one more face. People cheek to cheek cover each other's boxes by less.
     */
    private static final double PART_OF_A_FACE = .5;

    private final FaceDetector detector;
    private final MeshFinder meshes;
    private final PoseMeter poses;
    private final FaceEncoder encoder;
    private final RecogniserProfile profile;
    private final @Nullable AttackMeter attacks;
    private final StageListener stages;

    public OnnxFaceEngine(RecogniserProfile profile) {
        this(profile, null, StageListener.NONE);
    }

    /** {@code stages} is called by every thread that reads. */
    public OnnxFaceEngine(RecogniserProfile profile, StageListener stages) {
        this(profile, null, stages);
    }

    /** Measures by {@code attacks} as well whether a face is a picture of one. */
    public OnnxFaceEngine(RecogniserProfile profile, @Nullable AttackProfile attacks, StageListener stages) {
        this.profile = profile;
        this.stages = stages;
        this.detector = new FaceDetector(builtIn("blazeface.onnx"));
        this.meshes = new MeshFinder(builtIn("facemesh.onnx"));
        this.poses = new PoseMeter(builtIn("iris.onnx"));
        this.encoder = new FaceEncoder(
                profile, profile.networks().stream().map(this::recogniser).toList());
        this.attacks = attacks == null ? null : new AttackMeter(external(attacks.file(), attacks.sha256()), attacks);
    }

    private OnnxNetwork builtIn(String file) {
        return new OnnxNetwork(NetworkFiles.builtIn(file), stages);
    }

    private OnnxNetwork recogniser(Network network) {
        Path file = Path.of(network.file());
        return file.isAbsolute() ? external(network.file(), network.sha256()) : builtIn(network.file());
    }

    private OnnxNetwork external(String file, String sha256) {
        return new OnnxNetwork(NetworkFiles.external(Path.of(file), sha256), stages);
    }

    @Override
    public FaceReading read(byte[] image) {
        DecodedPicture decoded = timed(Stage.DECODE, () -> PictureDecoder.decode(image));
        if (decoded instanceof Undecodable unreadable) {
            return new NotAnImage(unreadable.why());
        }
        try (Picture picture = ((Decoded) decoded).picture()) {
            return read(picture);
        }
    }

    private FaceReading read(Picture picture) {
        List<Found> faces = faces(picture);
        if (faces.isEmpty()) {
            return new Refused(Reason.NO_FACE);
        }
        Found largest = faces.get(0);
        for (Found face : faces.subList(1, faces.size())) {
            if (face.box().side() >= COMPARABLE_SIDE * largest.box().side()) {
                return new Refused(Reason.SEVERAL_FACES);
            }
        }
        try (Chips chips = timed(Stage.CHIP, () -> Chips.of(picture, largest.mesh(), profile))) {
            Chip chip = chips.first();
            Reason objection = timed(
                    Stage.CHIP,
                    () -> FaceQualityPolicy.objection(
                            eyeDistance(largest.mesh()), chip.brightness(), chip.sharpness()));
            if (objection != null) {
                return new Refused(objection);
            }
            FaceTemplate template = timed(Stage.EMBED, () -> encoder.encode(chips.all()));
            Pose pose = timed(Stage.POSE, () -> poses.measure(picture, largest.mesh()));
            return new Usable(template, pose, liveness(picture, largest));
        }
    }

    private OptionalDouble liveness(Picture picture, Found face) {
        AttackMeter meter = attacks;
        return meter == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(timed(Stage.ATTACK, () -> meter.measure(picture, face.box())));
    }

    private <T extends @Nullable Object> T timed(Stage stage, Supplier<T> part) {
        long begun = System.nanoTime();
        T made = part.get();
        stages.took(stage, System.nanoTime() - begun);
        return made;
    }

    /** The points of the largest face of a photo; empty where there is no face, or no photo. */
    public Optional<FaceLandmarks> landmarks(byte[] image) {
        if (!(PictureDecoder.decode(image) instanceof Decoded decoded)) {
            return Optional.empty();
        }
        try (Picture picture = decoded.picture()) {
            return faces(picture).stream().findFirst().map(face -> face.mesh().landmarks());
        }
    }

    /** Every face that the mesh confirms, the largest first. */
    List<Found> faces(Picture picture) {
        List<Found> faces = new ArrayList<>();
        for (FaceBox box : bySize(timed(Stage.DETECT, () -> detector.detect(picture)))) {
            if (faces.stream().anyMatch(larger -> box.coveredBy(larger.box()) > PART_OF_A_FACE)) {
                continue;
            }
            FaceMesh mesh = timed(Stage.MESH, () -> meshes.find(picture, box));
            if (mesh.score() > MIN_FACE_SCORE) {
                faces.add(new Found(box, mesh));
            }
        }
        return faces;
    }

    private static List<FaceBox> bySize(List<FaceBox> boxes) {
        return boxes.stream()
                .sorted(Comparator.comparingDouble(FaceBox::side).reversed())
                .toList();
    }

    /** What a face is recognised by, whatever its quality. */
    FaceTemplate template(Picture picture, Found face) {
        try (Chips chips = Chips.of(picture, face.mesh(), profile)) {
            return encoder.encode(chips.all());
        }
    }

    private static double eyeDistance(FaceMesh mesh) {
        Point right = mesh.inPicture(List.of(33, 133));
        Point left = mesh.inPicture(List.of(263, 362));
        return right.distance(left);
    }

    @Override
    public void close() {
        detector.close();
        meshes.close();
        poses.close();
        encoder.close();
        if (attacks != null) {
            attacks.close();
        }
    }

    /** A face in a picture. */
    record Found(FaceBox box, FaceMesh mesh) {}
}
