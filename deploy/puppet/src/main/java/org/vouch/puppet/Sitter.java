package org.vouch.puppet;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleFunction;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Usable;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.face.challenge.Challenge.Action;
import org.vouch.identity.face.challenge.Challenge.Step;
import org.vouch.identity.face.challenge.ChallengePolicy;
import org.vouch.identity.face.challenge.ChallengePolicy.Decision;
import org.vouch.identity.face.challenge.ChallengePolicy.Frame;
import org.vouch.identity.face.onnx.OnnxFaceEngine;
import org.vouch.identity.face.picture.DecodedPicture.Decoded;
import org.vouch.identity.face.picture.Picture;
import org.vouch.identity.face.picture.PictureDecoder;

/**
 * Whoever is in a photo, as if they sat before a camera: answers challenges with frames that were never taken. How far the
 * head is turned, the mouth opened and the lids shut is tried until the engine sees it, as an attacker would. No two
 * frames have the same bytes. Not shared between threads. Needs some 250 ms of one core for a try, two of them for most
 * faces.
 */
public final class Sitter {

    private static final int LONGEST_SIDE = 1280;
    private static final float QUALITY = .92f;
    /** Of 256 levels, to either side, as of a camera in a room. */
    private static final int NOISE = 2;

    private static final List<Expression> STILL = List.of(Expression.NEUTRAL);
    private static final Map<Action, List<List<Expression>>> TRIES = Map.of(
            Action.NEUTRAL, List.of(STILL),
            Action.TURN_LEFT, tries(Expression::turned, 36, 32, 40, 28, 44),
            Action.TURN_RIGHT, tries(Expression::turned, -36, -32, -40, -28, -44),
            Action.OPEN_MOUTH, tries(Expression::mouth, .6, .8, .5, .7, .95, .4, .65, .75),
            Action.BLINK,
                    List.of(
                            List.of(Expression.lids(1), Expression.NEUTRAL),
                            List.of(Expression.lids(1.15), Expression.NEUTRAL),
                            List.of(Expression.lids(1.3), Expression.NEUTRAL)));
    /** How often all of it is tried: what convinces alone need not do so together. */
    private static final int ANSWERS = 3;

    /** How often each try is taken, each time with other noise. */
    private static final int TAKES = 3;

    /** What convinced so often in a row with rough noise is looked at together with the rest only. */
    private static final int SURE = 4;

    private static final int ROUGH = 12;

    /** Whoever looks farther aside than this, in degrees of yaw, is turned to the camera first. */
    private static final double ASIDE = 15;

    /** Degrees by which the puppet is turned for one of yaw that the engine sees. */
    private static final double DEGREES_OF_YAW = 1.2;

    private final OnnxFaceEngine engine;
    private final ChallengePolicy policy;
    private final Random random;
    private final Puppet puppet;
    private final double facing;
    /** What convinced last, by action. */
    private final Map<Action, Pose> poses = new EnumMap<>(Action.class);

    /** One of the tries for an action, without noise, and how often in a row it convinced. */
    private record Pose(int attempt, List<BufferedImage> shown, int convinced) {}

    /** A picture for one step. */
    public record Shot(Step step, byte[] picture) {}

    private Sitter(OnnxFaceEngine engine, MatchPolicy samePerson, Random random, Puppet puppet, double yaw) {
        this.engine = engine;
        this.policy = new ChallengePolicy(samePerson);
        this.random = random;
        this.puppet = puppet;
        this.facing = Math.abs(yaw) > ASIDE ? -Math.signum(yaw) * (Math.abs(yaw) - ASIDE) * DEGREES_OF_YAW : 0;
    }

    private static List<List<Expression>> tries(DoubleFunction<Expression> expression, double... strengths) {
        return Arrays.stream(strengths)
                .mapToObj(strength -> List.of(expression.apply(strength)))
                .toList();
    }

    /** Empty where the bytes are no photo, or one without a face. */
    public static Optional<Sitter> of(byte[] photo, OnnxFaceEngine engine, MatchPolicy samePerson, Random random) {
        if (!(PictureDecoder.decode(photo) instanceof Decoded decoded)) {
            return Optional.empty();
        }
        try (Picture picture = decoded.picture()) {
            BufferedImage image = sized(picture);
            byte[] upright = jpeg(image);
            double yaw = engine.read(upright) instanceof Usable usable
                    ? usable.pose().yaw()
                    : 0;
            return engine.landmarks(upright)
                    .map(face -> new Sitter(engine, samePerson, random, new Puppet(image, face), yaw));
        }
    }

    private static BufferedImage sized(Picture picture) {
        BufferedImage whole = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                whole.setRGB(x, y, picture.colour(x, y));
            }
        }
        double scale = (double) LONGEST_SIDE / Math.max(picture.width(), picture.height());
        if (scale >= 1) {
            return whole;
        }
        int width = (int) Math.round(scale * picture.width());
        int height = (int) Math.round(scale * picture.height());
        BufferedImage smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = smaller.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        brush.drawImage(whole, 0, 0, width, height, null);
        brush.dispose();
        return smaller;
    }

    /**
     * Frames for every step, in order. Where they do not convince however it is tried, the last try: some photos show no
     * open mouth.
     */
    public List<Shot> answer(Challenge challenge) {
        List<Taken> taken = List.of();
        for (int i = 0; i < ANSWERS; i++) {
            taken = tried(challenge);
            if (policy.judge(challenge, frames(taken)) instanceof Decision.Usable) {
                break;
            }
        }
        return taken.stream().map(one -> new Shot(one.step(), one.picture())).toList();
    }

    private List<Taken> tried(Challenge challenge) {
        List<Taken> all = new ArrayList<>();
        for (Step step : challenge.steps()) {
            List<Taken> neutral =
                    all.stream().filter(taken -> taken.step().step() == 0).toList();
            all.addAll(convincing(step, neutral));
        }
        return all;
    }

    /** A picture, read when somebody first asks what the engine sees in it. */
    private final class Taken {
        private final Step step;
        private final byte[] picture;
        private @Nullable FaceReading reading;

        private Taken(Step step, byte[] picture) {
            this.step = step;
            this.picture = picture;
        }

        private Step step() {
            return step;
        }

        private byte[] picture() {
            return picture;
        }

        private FaceReading reading() {
            FaceReading read = reading == null ? engine.read(picture) : reading;
            reading = read;
            return read;
        }
    }

    private static List<Frame> frames(List<Taken> taken) {
        return taken.stream()
                .map(one -> new Frame(one.step().step(), one.reading()))
                .toList();
    }

    /** Whether the policy takes these frames, as the service would. */
    public boolean convinces(Challenge challenge, List<Shot> shots) {
        List<Frame> frames = shots.stream()
                .map(shot -> new Frame(shot.step().step(), engine.read(shot.picture())))
                .toList();
        return policy.judge(challenge, frames) instanceof Decision.Usable;
    }

    private List<Taken> convincing(Step step, List<Taken> neutral) {
        Action action = step.action();
        List<List<Expression>> tries = Objects.requireNonNull(TRIES.get(action));
        Pose last = poses.get(action);
        int first = last == null ? 0 : last.attempt();
        List<Taken> pictures = List.of();
        for (int i = 0; i < TAKES * tries.size(); i++) {
            int attempt = (first + i) % tries.size();
            Pose pose = last != null && last.attempt() == attempt ? last : pose(attempt, tries.get(attempt));
            pictures = taken(step, pose, NOISE);
            if (action == Action.NEUTRAL || pose.convinced() >= SURE) {
                poses.put(action, pose);
                break;
            }
            if (shows(action, neutral, pictures)) {
                // The first time does not count for much, and most poses are taken once or twice.
                boolean robust = pose.convinced() > 0 && shows(action, neutral, taken(step, pose, ROUGH));
                poses.put(action, new Pose(attempt, pose.shown(), robust ? pose.convinced() + 1 : 1));
                break;
            }
            last = new Pose(attempt, pose.shown(), 0);
        }
        return pictures;
    }

    private List<Taken> taken(Step step, Pose pose, int noise) {
        return pose.shown().stream()
                .map(shown -> new Taken(step, jpeg(noisy(shown, noise))))
                .toList();
    }

    private Pose pose(int attempt, List<Expression> expressions) {
        return new Pose(
                attempt,
                expressions.stream()
                        .map(expression -> puppet.show(expression.from(facing)))
                        .toList(),
                0);
    }

    private boolean shows(Action action, List<Taken> neutral, List<Taken> pictures) {
        List<Frame> frames = new ArrayList<>(frames(neutral));
        pictures.forEach(taken -> frames.add(new Frame(1, taken.reading())));
        return policy.judge(new Challenge(List.of(Action.NEUTRAL, action)), frames) instanceof Decision.Usable;
    }

    private BufferedImage noisy(BufferedImage picture, int noise) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            int change = random.nextInt(2 * noise + 1) - noise;
            int pixel = pixels[i];
            pixels[i] = level(pixel >> 16, change) << 16 | level(pixel >> 8, change) << 8 | level(pixel, change);
        }
        BufferedImage noisy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        noisy.setRGB(0, 0, width, height, pixels, 0, width);
        return noisy;
    }

    private static int level(int colour, int change) {
        return Math.max(0, Math.min(255, (colour & 0xFF) + change));
    }

    private static byte[] jpeg(BufferedImage picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(QUALITY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
