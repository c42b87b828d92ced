package org.vouch.healthcode.pass;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A QR code as SVG or PNG, with the quiet zone of four modules that the standard asks for (ISO/IEC 18004, 6.3.8). Base45
 * text goes into it as alphanumeric, five and a half bits a character.
 */
public final class QrCode {
    private static final int QUIET = 4;
    private static final int PIXELS = 6;
    private static final int WHITE_BYTE = 0xff;

    private final ByteMatrix modules;
    private final int size;

    private QrCode(ByteMatrix modules) {
        this.modules = modules;
        this.size = modules.getWidth() + 2 * QUIET;
    }

    public static QrCode of(String text) {
        try {
            return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix());
        } catch (WriterException e) {
            throw new IllegalStateException("a pass always fits into a QR code", e);
        }
    }

    /** One unit a module; scales to whatever room it is given. */
    public String svg() {
        var path = new StringBuilder();
        for (var y = 0; y < size; y++) {
            for (var x = 0; x < size; x++) {
                if (dark(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + ' ' + size
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + 'v' + size + "H0z\"/>"
                + "<path d=\"" + path + "\"/></svg>";
    }

    /** Six pixels a module, one bit a pixel (PNG, third edition: grey, depth 1). */
    public byte[] png() {
        var width = size * PIXELS;
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(width)
                .put((byte) 1)
                .array();
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(file, "IHDR", header);
        chunk(file, "IDAT", deflated(rows(width)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private boolean dark(int x, int y) {
        var inside = x >= QUIET && y >= QUIET && x < size - QUIET && y < size - QUIET;
        return inside && modules.get(x - QUIET, y - QUIET) == 1;
    }

    /** Each row begins with its filter, 0 for none. */
    private byte[] rows(int width) {
        var bytesPerRow = (width + 7) / 8;
        var rows = ByteBuffer.allocate(width * (bytesPerRow + 1));
        for (var y = 0; y < width; y++) {
            var row = new byte[bytesPerRow];
            java.util.Arrays.fill(row, (byte) WHITE_BYTE);
            for (var x = 0; x < width; x++) {
                if (dark(x / PIXELS, y / PIXELS)) {
                    row[x / 8] &= (byte) ~(0x80 >> (x % 8));
                }
            }
            rows.put((byte) 0).put(row);
        }
        return rows.array();
    }

    private static byte[] deflated(byte[] rows) {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(rows);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            var buffer = new byte[4_096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        var typed = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        var check = new CRC32();
        check.update(typed);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(typed);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
