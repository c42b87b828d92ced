package org.vouch.identity.facesession.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartPartsTest {
    private static final int MOST = 200_000;
    private static final IntPredicate ROOM = bytes -> true;

    @Test
    void readsPartsWithTheirNamesAndTypes() throws IOException {
        var body =
                "--b\r\nContent-Disposition: form-data; name=\"step-0\"; filename=\"a;b.jpg\"\r\nContent-Type: image/JPEG\r\n\r\n"
                        + "one\r\n--c\r\n--b  not it\r\n--b\r\ncontent-disposition: form-data; name=step-1\r\n\r\n\r\n--b--\r\nepilogue";
        try (var parts = parts(body, 3)) {
            assertThat(parts.next()).contains(new MultipartParts.Header("step-0", "image/jpeg"));
            assertThatThrownBy(() -> parts.content(2, ROOM)).isInstanceOf(MultipartParts.TooLarge.class);
        }
        try (var parts = parts(body.replace("\r\n--b  not it", ""), 1)) {
            assertThat(parts.next()).isPresent();
            assertThat(parts.content(MOST, ROOM)).asString().isEqualTo("one\r\n--c");
            assertThat(parts.next()).contains(new MultipartParts.Header("step-1", null));
            assertThat(parts.content(MOST, ROOM)).isEmpty();
            assertThat(parts.next()).isEmpty();
        }
    }

    /** Whatever the bytes and however they arrive. */
    @Property(tries = 200)
    void givesEveryByteBack(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 100_000) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 70_000) int arriving,
            @ForAll long seed)
            throws IOException {
        var random = new Random(seed);
        var contents = new ArrayList<byte[]>();
        var body = new ByteArrayOutputStream();
        for (var length : lengths) {
            var content = new byte[length];
            for (var i = 0; i < length; i++) {
                content[i] = (byte) "\r\n-bX".charAt(random.nextInt(5));
            }
            contents.add(content);
            body.writeBytes(
                    "--bXY\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--bXY--".getBytes(StandardCharsets.UTF_8));
        try (var parts = new MultipartParts(arriving(body.toByteArray(), arriving), "bXY")) {
            for (var content : contents) {
                assertThat(parts.next()).isPresent();
                assertThat(parts.content(MOST, ROOM)).isEqualTo(content);
            }
            assertThat(parts.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--",
                "not a body",
                "preamble\r\n--b\r\n\r\n",
                "--b",
                "--b\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nno end",
                "--b\r\nContent-Type: image/png\r\n\r\nnameless\r\n--b--",
                "--bb\r\n\r\n"
            })
    void refusesWhatIsMalformed(String body) {
        assertThatThrownBy(() -> {
                    try (var parts = parts(body, 7)) {
                        while (parts.next().isPresent()) {
                            assertThat(parts.content(MOST, ROOM)).isNotNull();
                        }
                    }
                })
                .isInstanceOf(MultipartParts.Malformed.class);
    }

    @Test
    void refusesEndlessHeaders() {
        assertThatThrownBy(() -> parts("--b\r\nContent-Disposition: " + "x".repeat(100_000), 1_000)
                        .next())
                .isInstanceOf(MultipartParts.Malformed.class);
        assertThatThrownBy(() ->
                        parts("--b\r\n" + "X-A: b\r\n".repeat(100_000), 1_000).next())
                .isInstanceOf(MultipartParts.Malformed.class);
    }

    @Test
    void aPartMayBeAsLargeAsItMayAndNoLarger() throws IOException {
        var body = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n" + "x".repeat(MOST) + "\r\n--b--";
        var parts = parts(body, 10_000);
        assertThat(parts.next()).isPresent();
        assertThat(parts.content(MOST, ROOM)).hasSize(MOST);
        var again = parts(body, 10_000);
        assertThat(again.next()).isPresent();
        assertThatThrownBy(() -> again.content(MOST - 1, ROOM)).isInstanceOf(MultipartParts.TooLarge.class);
    }

    /** Of strangers' bytes nothing comes but parts, that the form is broken, or that a part is too large. */
    @Property(tries = 1000)
    void breaksAtNoBytes(
            @ForAll @Size(max = 12) List<@IntRange(max = 255) Integer> changed,
            @ForAll @IntRange(min = 1, max = 300) int arriving,
            @ForAll long seed)
            throws IOException {
        var body = ("--b\r\nContent-Disposition: form-data; name=\"step-0\"; filename=\"a.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\n\r\n\r\n--\r\n--b\r\nContent-Disposition: form-data; name=x\r\n\r\n"
                        + "y\r\n--b--\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var random = new Random(seed);
        changed.forEach(value -> body[random.nextInt(body.length)] = value.byteValue());
        try (var parts = new MultipartParts(arriving(body, arriving), "b")) {
            while (parts.next().isPresent()) {
                assertThat(parts.content(8, ROOM)).hasSizeLessThanOrEqualTo(8);
            }
        } catch (MultipartParts.Malformed | MultipartParts.TooLarge expected) {
            assertThat(expected).hasNoCause();
        }
    }

    @Test
    void holdsNoMoreThanThereIsRoomFor() throws IOException {
        var body = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n" + "x".repeat(MOST) + "\r\n--b--";
        var asked = new ArrayList<Integer>();
        var parts = parts(body, 10_000);
        assertThat(parts.next()).isPresent();
        assertThat(parts.content(MOST, asked::add)).hasSize(MOST);
        assertThat(asked.stream().mapToInt(Integer::intValue).sum()).isEqualTo(MOST);
        var again = parts(body, 10_000);
        assertThat(again.next()).isPresent();
        assertThatThrownBy(() -> again.content(MOST, bytes -> bytes > 100_000))
                .isInstanceOf(MultipartParts.NoRoom.class);
    }

    @Test
    void readsUntilTheDeadlineAndNotAfterIt() throws IOException {
        var end = Instant.parse("2026-11-22T00:00:30Z");
        var in = new ByteArrayInputStream(new byte[2]);
        assertThat(new InTime(in, Clock.fixed(end, ZoneOffset.UTC), end).read()).isZero();
        var late = new InTime(in, Clock.fixed(end.plusMillis(1), ZoneOffset.UTC), end);
        assertThatThrownBy(late::read).isInstanceOf(InTime.TooLate.class);
        assertThatThrownBy(() -> late.read(new byte[1])).isInstanceOf(InTime.TooLate.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data; boundary=abc|abc",
                "multipart/form-data; charset=utf-8; boundary=\"a b\"|a b",
                "Multipart/Form-Data;boundary=a; charset=x|a"
            })
    void findsTheBoundary(String contentType, String boundary) {
        assertThat(MultipartParts.boundary(contentType)).contains(boundary);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/mixed; boundary=a", "multipart/form-data; boundary=", ""})
    void findsNoBoundary(String contentType) {
        assertThat(MultipartParts.boundary(contentType)).isEmpty();
    }

    private static MultipartParts parts(String body, int arriving) {
        return new MultipartParts(arriving(body.getBytes(StandardCharsets.UTF_8), arriving), "b");
    }

    private static InputStream arriving(byte[] bytes, int atOnce) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, atOnce));
            }
        };
    }
}
