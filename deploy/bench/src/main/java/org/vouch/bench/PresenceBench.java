package org.vouch.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchDecision;
import org.vouch.identity.face.challenge.ChallengePolicy;
import org.vouch.identity.face.challenge.ChallengePolicy.Decision;
import org.vouch.identity.face.challenge.ChallengePolicy.Frame;
import org.vouch.identity.face.onnx.StageListener.Stage;
import org.vouch.puppet.Sitter;
import org.vouch.puppet.Sitter.Shot;

/**
 * How long the service computes for a presence check, beside the network runs that are in it, and what a process bears when
 * more is asked of it than it can do.
 */
final class PresenceBench {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int PEOPLE = 4;
    private static final int WARM_UP = 15;

    private final Path repository;
    private final PresenceOptions options;
    private final PrintStream out;

    /** Five pictures of one session: for each the step that it answers; and whom they are compared with. */
    record Session(List<Shot> shots, FaceTemplate enrolled) {}

    PresenceBench(Path repository, PresenceOptions options, PrintStream out) {
        this.repository = repository;
        this.options = options;
        this.out = out;
    }

    void run() throws Exception {
        Machine.describe(out);
        try (Engine engine = Engine.start()) {
            List<Session> sessions = sessions(engine);
            alone(engine, sessions);
            if (!options.queue().isZero()) {
                new QueueBench(engine.profile(), sessions, options, out).run();
            }
        }
    }

    private void alone(Engine engine, List<Session> sessions) {
        Numbers whole = new Numbers();
        Numbers decoding = new Numbers();
        Numbers networks = new Numbers();
        Numbers ratios = new Numbers();
        Map<Stage, Numbers> stages = new EnumMap<>(Stage.class);
        for (int i = 0; i < WARM_UP + options.checks(); i++) {
            Session session = sessions.get(i % sessions.size());
            engine.stopwatch().taken();
            long begun = System.nanoTime();
            boolean proven = check(engine, session);
            double total = (System.nanoTime() - begun) / 1e6;
            if (!proven) {
                throw new IllegalStateException("a session that was usable is not");
            }
            Map<Stage, Double> taken = engine.stopwatch().taken();
            if (i < WARM_UP) {
                continue;
            }
            double decoded = taken.getOrDefault(Stage.DECODE, 0.0);
            double ran = taken.getOrDefault(Stage.NETWORK, 0.0);
            whole.add(total);
            decoding.add(decoded);
            networks.add(ran);
            ratios.add((total - decoded) / ran);
            taken.forEach((stage, part) ->
                    stages.computeIfAbsent(stage, unused -> new Numbers()).add(part));
        }
        say(
                "%nA presence check of 5 frames of %d x %d, one thread, %d times, in milliseconds      p50      p95",
                WIDTH, HEIGHT, options.checks());
        line("all of it: decode, find, mesh, eyes, embed, judge, match", whole);
        line("JPEG decoding in it", decoding);
        line("bare network runs in it (the baseline)", networks);
        for (Stage stage : List.of(Stage.DETECT, Stage.MESH, Stage.CHIP, Stage.EMBED, Stage.POSE)) {
            line("  " + stage.name().toLowerCase(Locale.ROOT), stages.getOrDefault(stage, new Numbers()));
        }
        say(
                "  without decoding over bare network runs: p50 %.2f, p95 %.2f (aim 1.3)",
                ratios.quantile(.5), ratios.quantile(.95));
    }

    /** As the service does it: read each frame, judge the session, compare its face with the enrolled one. */
    private static boolean check(Engine engine, Session session) {
        List<Frame> frames = session.shots().stream()
                .map(shot -> new Frame(shot.step().step(), engine.faces().read(shot.picture())))
                .toList();
        return new ChallengePolicy(engine.samePerson()).judge(Sittings.CHALLENGE, frames)
                        instanceof Decision.Usable usable
                && engine.samePerson().decide(session.enrolled(), usable.face()) instanceof MatchDecision.Accepted;
    }

    private List<Session> sessions(Engine engine) throws IOException {
        Sittings sittings = new Sittings(engine);
        List<Session> sessions = new ArrayList<>();
        for (Photo photo : BuildPhotos.portraits(repository)) {
            if (sessions.size() == PEOPLE) {
                break;
            }
            Sitter sitter = sittings.sitter(beforeCamera(photo.bytes())).orElse(null);
            FaceTemplate enrolled = sittings.face(photo.bytes()).orElse(null);
            if (sitter == null || enrolled == null) {
                continue;
            }
            List<Shot> shots = new ArrayList<>(sitter.answer(Sittings.CHALLENGE));
            shots.add(0, sitter.answer(Sittings.CHALLENGE).get(0));
            Session session = new Session(shots, enrolled);
            if (check(engine, session)) {
                sessions.add(session);
            }
        }
        if (sessions.isEmpty()) {
            throw new IllegalStateException("no photo gives a session");
        }
        return sessions;
    }

    /** The portrait as a camera in landscape sees it. */
    private static byte[] beforeCamera(byte[] portrait) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(portrait));
        BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = frame.createGraphics();
        brush.setColor(Color.GRAY);
        brush.fillRect(0, 0, WIDTH, HEIGHT);
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        brush.drawImage(picture, (WIDTH - HEIGHT) / 2, 0, HEIGHT, HEIGHT, null);
        brush.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(frame, "jpeg", bytes);
        return bytes.toByteArray();
    }

    private void line(String what, Numbers millis) {
        say("  %-76s %8.1f %8.1f", what, millis.quantile(.5), millis.quantile(.95));
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
