package org.vouch.identity.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.NotAnImage;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.FaceReading.Refused;
import org.vouch.identity.face.FaceReading.Usable;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchDecision;
import org.vouch.identity.face.MatchDecision.Accepted;
import org.vouch.identity.face.MatchDecision.Rejected;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.Metric;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.picture.DecodedPicture.Decoded;
import org.vouch.identity.face.picture.Picture;
import org.vouch.identity.face.picture.PictureDecoder;

class OnnxFaceEngineTest {

    private static final RecogniserProfile PROFILE = RecogniserProfile.named(RecogniserProfile.BUILT_IN);
    private static final MatchPolicy POLICY = MatchPolicy.of(PROFILE);
    private static final OnnxFaceEngine ENGINE = new OnnxFaceEngine(PROFILE);

    /** One person, in sample1.jpg near (1572, 345) and in sample3.jpg near (1193, 384); another near (1578, 464). */
    private static final BufferedImage HER = Photos.crop(Photos.demo("sample1.jpg"), 1421, 183, 302);

    private static final BufferedImage HER_AGAIN = Photos.crop(Photos.demo("sample3.jpg"), 921, 90, 546);
    private static final BufferedImage SOMEBODY_ELSE = Photos.crop(Photos.demo("sample3.jpg"), 1355, 223, 446);

    @AfterAll
    static void release() {
        ENGINE.close();
    }

    @Test
    void tellsOnePersonFromAnotherWhoLooksLikeHer() {
        MatchDecision same = POLICY.decide(template(HER), template(HER_AGAIN));
        MatchDecision different = POLICY.decide(template(HER), template(SOMEBODY_ELSE));

        assertThat(same).isInstanceOf(Accepted.class);
        assertThat(different).isInstanceOf(Rejected.class);
    }

    @Test
    void measuresTheDistancesThatTheOriginalNetworksMeasured() {
        Picture first = decoded(Photos.demoFile("sample1.jpg"));
        Picture third = decoded(Photos.demoFile("sample3.jpg"));
        RecogniserProfile dlib =
                new RecogniserProfile("dlib", "1", List.of(PROFILE.networks().get(0)), true, Metric.CHORD, .35);

        // .422 and .556 of templates as they come, which are 1.3 to 1.6 long.
        try (OnnxFaceEngine alone = new OnnxFaceEngine(dlib)) {
            FaceTemplate her = near(alone, first, 1572, 345);
            assertThat(her.distance(near(alone, third, 1193, 384))).isCloseTo(.276, within(.02));
            assertThat(her.distance(near(alone, third, 1578, 464))).isCloseTo(.384, within(.02));
        }
    }

    @Test
    void mirrorsTheYawWithThePhoto() {
        for (BufferedImage photo : List.of(HER_AGAIN, SOMEBODY_ELSE)) {
            double yaw = usable(photo).pose().yaw();
            double mirrored = usable(Photos.mirrored(photo)).pose().yaw();

            assertThat(Math.abs(yaw)).isGreaterThan(5);
            assertThat(mirrored).isCloseTo(-yaw, within(8.0));
        }
    }

    @Test
    void takesAMirroredPhotoForTheSamePerson() {
        assertThat(template(HER_AGAIN).distance(template(Photos.mirrored(HER_AGAIN))))
                .isLessThan(.15);
    }

    @Test
    void findsASmilingMouthShutAndOpenEyesOpen() {
        assertThat(usable(HER_AGAIN).pose().mouthOpening()).isBetween(.02, .25);
        assertThat(usable(HER_AGAIN).pose().eyeOpening()).isBetween(.26, .47);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample1.jpg", "sample2.jpg", "sample3.jpg", "sample4.jpg", "sample5.jpg", "sample6.jpg"})
    void refusesSeveralFaces(String photo) {
        assertThat(ENGINE.read(Photos.demoFile(photo))).isEqualTo(new Refused(Reason.SEVERAL_FACES));
    }

    @Test
    void refusesAnEmptyPicture() {
        BufferedImage blank = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);

        assertThat(read(blank)).isEqualTo(new Refused(Reason.NO_FACE));
    }

    @Test
    void refusesAFaceTooSmallTooDarkOrTooBlurredToCompare() {
        BufferedImage small = Photos.scaled(HER_AGAIN, .2);
        BufferedImage blurred = Photos.blurred(HER_AGAIN, 7);

        assertThat(read(small)).isEqualTo(new Refused(Reason.TOO_SMALL));
        assertThat(read(Photos.dimmed(HER_AGAIN, .08f))).isEqualTo(new Refused(Reason.TOO_DARK));
        assertThat(read(blurred)).isEqualTo(new Refused(Reason.TOO_BLURRED));
    }

    @Test
    void takesThePiecesOfACloseFaceForOneFace() {
        BufferedImage close = Photos.crop(HER_AGAIN, 136, 147, 273);

        assertThat(read(close)).isInstanceOf(Usable.class);
    }

    @Test
    void findsAFaceThatIsLargerThanThePicture() {
        BufferedImage closer = Photos.crop(Photos.demo("sample5.jpg"), 377, 959, 159);

        List<OnnxFaceEngine.Found> faces = ENGINE.faces(decoded(Photos.portraitJpeg(closer)));

        assertThat(faces).hasSize(1);
        assertThat(faces.get(0).box().side()).isGreaterThan(159);
    }

    @Test
    void saysWhatIsNotAnImage() {
        assertThat(ENGINE.read(new byte[] {1, 2, 3})).isEqualTo(new NotAnImage("neither JPEG nor PNG"));
    }

    @Test
    void leavesTheCallersBytesAlone() {
        byte[] file = Photos.portraitJpeg(HER);
        byte[] copy = file.clone();

        assertThat(ENGINE.read(file)).isInstanceOf(Usable.class);

        assertThat(file).isEqualTo(copy);
    }

    @Test
    void answersSeveralCallersAtOnceAsItAnswersOne() throws InterruptedException, ExecutionException {
        byte[] file = Photos.portraitJpeg(HER);
        byte[] alone = ((Usable) ENGINE.read(file)).template().toBytes();
        ExecutorService callers = Executors.newFixedThreadPool(3);
        try {
            List<Future<FaceReading>> readings = IntStream.range(0, 6)
                    .mapToObj(i -> callers.submit(() -> ENGINE.read(file)))
                    .toList();
            for (Future<FaceReading> reading : readings) {
                assertThat(((Usable) reading.get()).template().toBytes()).isEqualTo(alone);
            }
        } finally {
            callers.shutdown();
        }
    }

    @Test
    void refusesANetworkWhoseDigestIsNotTheRecordedOne(@org.junit.jupiter.api.io.TempDir Path folder)
            throws IOException {
        Path file = Files.write(folder.resolve("other.onnx"), new byte[] {1});

        assertThatThrownBy(() -> NetworkFiles.external(file, "00")).hasMessageContaining("SHA-256");
        assertThatThrownBy(() -> NetworkFiles.builtIn("absent.onnx")).hasMessageContaining("absent.onnx");
    }

    @Test
    void knowsOnePersonOnPhotosOfYears() throws IOException {
        List<FaceTemplate> one = List.of(shared("obama.jpg"), shared("obama2.jpg"), shared("obama3.jpg"));
        List<FaceTemplate> other = List.of(shared("biden.jpg"), shared("biden2.jpg"));

        for (FaceTemplate a : one) {
            assertThat(one).allSatisfy(b -> assertThat(POLICY.decide(a, b)).isInstanceOf(Accepted.class));
            assertThat(other).allSatisfy(b -> assertThat(POLICY.decide(a, b)).isInstanceOf(Rejected.class));
        }
    }

    @Test
    void refusesTwoPeople() throws IOException {
        assertThat(ENGINE.read(sharedFile("two_people.jpg"))).isEqualTo(new Refused(Reason.SEVERAL_FACES));
    }

    private static FaceTemplate shared(String name) throws IOException {
        return usable(ENGINE.read(sharedFile(name))).template();
    }

    private static byte[] sharedFile(String name) throws IOException {
        Path file = Path.of(System.getProperty("vouch.shared", ""), "photos", name);
        assumeTrue(Files.exists(file), "the shared photos are not here");
        return Files.readAllBytes(file);
    }

    private static Usable usable(BufferedImage photo) {
        return usable(read(photo));
    }

    private static Usable usable(FaceReading reading) {
        assertThat(reading).isInstanceOf(Usable.class);
        return (Usable) reading;
    }

    private static FaceTemplate template(BufferedImage photo) {
        return usable(photo).template();
    }

    private static FaceReading read(BufferedImage photo) {
        return ENGINE.read(Photos.portraitJpeg(photo));
    }

    private static Picture decoded(byte[] file) {
        return ((Decoded) PictureDecoder.decode(file)).picture();
    }

    private static FaceTemplate near(OnnxFaceEngine engine, Picture picture, int x, int y) {
        OnnxFaceEngine.Found found = engine.faces(picture).stream()
                .filter(face -> Math.hypot(
                                face.box().centre().x() - x, face.box().centre().y() - y)
                        < 30)
                .findFirst()
                .orElseThrow();
        return engine.template(picture, found);
    }
}
