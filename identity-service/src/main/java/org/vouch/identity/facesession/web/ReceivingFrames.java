package org.vouch.identity.facesession.web;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;
import org.vouch.identity.capture.Capture;
import org.vouch.identity.face.challenge.ChallengePolicy.Frame;
import org.vouch.identity.facesession.FaceSessionConfig;
import org.vouch.identity.facesession.FaceSessions.Opened;
import org.vouch.identity.facesession.JudgingFrames;
import org.vouch.identity.facesession.ReadingFaces;
import org.vouch.identity.facesession.web.UploadsUnderWay.Upload;

/**
 * Takes the pictures of a submission from the stream one after the other: one lies in memory while it is read, none on a
 * disk. Blocks; not for event loops.
 */
@ApplicationScoped
class ReceivingFrames {
    private static final Pattern STEP = Pattern.compile("step-([0-9]{1,2})");
    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "application/octet-stream");
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(30);
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);

    private final ReadingFaces faces;
    private final FaceSessionConfig config;
    private final Clock clock;

    ReceivingFrames(ReadingFaces faces, FaceSessionConfig config, Clock clock) {
        this.faces = faces;
        this.config = config;
        this.clock = clock;
    }

    List<Frame> receive(
            Opened session, Capture capture, @Nullable String contentType, InputStream body, Upload upload) {
        var frames = new ArrayList<Frame>();
        var complete = false;
        try {
            read(session, capture, contentType, body, upload, frames);
            complete = true;
            return frames;
        } catch (MultipartParts.TooLarge e) {
            throw Problems.tooLarge().asException();
        } catch (MultipartParts.Malformed e) {
            throw Problems.malformed("", "is not well-formed multipart/form-data")
                    .asException();
        } catch (MultipartParts.NoRoom e) {
            throw Problems.overloaded().asException();
        } catch (InTime.TooLate e) {
            throw FaceProblems.tooSlow().asException();
        } catch (IOException gone) {
            throw Problems.malformed("", "ended too early").asException();
        } finally {
            if (!complete) {
                JudgingFrames.forget(frames);
            }
        }
    }

    private void read(
            Opened session,
            Capture capture,
            @Nullable String contentType,
            InputStream body,
            Upload upload,
            List<Frame> frames)
            throws IOException {
        var boundary = MultipartParts.boundary(contentType)
                .orElseThrow(() ->
                        Problems.malformed("Content-Type", "names no boundary").asException());
        var inTime = new InTime(body, clock, clock.instant().plus(ARRIVES_WITHIN));
        try (var parts = new MultipartParts(inTime, boundary)) {
            for (var header = parts.next(); header.isPresent(); header = parts.next()) {
                if (frames.size() == config.maxImages()) {
                    throw Problems.malformed("", "has more than " + config.maxImages() + " parts")
                            .asException();
                }
                var step = step(session, header.get());
                var picture = parts.content(config.maxImageBytes(), upload::take);
                if (!capture.accepts(frames.size(), step, picture)) {
                    Arrays.fill(picture, (byte) 0);
                    throw FaceProblems.notAttested().asException();
                }
                var reading = await(faces.read(upload.peer(), picture));
                upload.giveBack();
                frames.add(new Frame(step, reading));
            }
        }
        if (frames.isEmpty()) {
            throw Problems.malformed("", "has no part").asException();
        }
        if (!capture.isWhole(frames.size())) {
            throw FaceProblems.notAttested().asException();
        }
    }

    private static int step(Opened session, MultipartParts.Header header) {
        var name = STEP.matcher(header.name());
        if (!name.matches() || !session.challenge().asks(Integer.parseInt(name.group(1)))) {
            throw Problems.malformed("", "has a part that is not named after a step of the challenge")
                    .asException();
        }
        var type = header.type();
        if (type != null && !PICTURES.contains(type)) {
            throw Problem.of(
                            415,
                            "unsupported-media-type",
                            "A part is neither image/jpeg nor image/png",
                            "Send the media type that the contract names for this call.")
                    .asException();
        }
        return Integer.parseInt(name.group(1));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(READ_WITHIN);
    }
}
