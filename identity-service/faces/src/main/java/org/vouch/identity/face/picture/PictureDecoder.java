package org.vouch.identity.face.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.vouch.identity.face.picture.DecodedPicture.Decoded;
import org.vouch.identity.face.picture.DecodedPicture.Undecodable;

/**
 * Decodes JPEG and PNG and nothing else, after the header has been believed: never more than {@value #MAX_PIXELS} pixels
 * by the header, never more than {@value #MAX_DECODED_PIXELS} in memory, never a file on disk. What was decoded on the
 * way is overwritten; what the JPEG library of the JDK holds outside the heap is not in our hands.
 */
public final class PictureDecoder {

    /** Largest product of width and height by the header; a phone's photo in full size fits. */
    public static final int MAX_PIXELS = 24_000_000;
    /** Longest side by the header, in pixels. */
    public static final int MAX_SIDE = 8_000;
    /** Shortest side by the header, in pixels: no face in less is large enough. */
    public static final int MIN_SIDE = 64;
    /** Of a larger picture, only every second or third row and column is decoded: 12 MB a picture at most. */
    public static final int MAX_DECODED_PIXELS = 4_000_000;

    private PictureDecoder() {}

    /** Decodes to an upright picture, or says why not; never throws for what {@code file} contains. */
    public static DecodedPicture decode(byte[] file) {
        try {
            PictureHeader header = PictureHeader.of(file);
            refuseExtremes(header);
            BufferedImage stored = stored(file, header);
            try {
                boolean jpeg = header.format() == PictureHeader.Format.JPEG;
                return new Decoded(upright(stored, jpeg ? Orientation.ofJpeg(file) : Orientation.UPRIGHT));
            } finally {
                overwrite(stored.getRaster().getDataBuffer());
            }
        } catch (UnreadableException e) {
            return new Undecodable(e.why());
        }
    }

    private static void refuseExtremes(PictureHeader header) throws UnreadableException {
        int shorter = Math.min(header.width(), header.height());
        int longer = Math.max(header.width(), header.height());
        if (shorter < MIN_SIDE) {
            throw new UnreadableException("a side under " + MIN_SIDE + " pixels");
        }
        if (longer > MAX_SIDE || (long) shorter * longer > MAX_PIXELS) {
            throw new UnreadableException("too many pixels");
        }
    }

    private static BufferedImage stored(byte[] file, PictureHeader header) throws UnreadableException {
        ImageReader reader =
                ImageIO.getImageReadersByFormatName(header.format().name()).next();
        AtomicBoolean damaged = new AtomicBoolean();
        reader.addIIOReadWarningListener((source, warning) -> damaged.compareAndSet(false, tellsOfDamage(warning)));
        try (ByteArrayImageInput input = new ByteArrayImageInput(file)) {
            reader.setInput(input, true, true);
            ImageReadParam parameters = reader.getDefaultReadParam();
            int step = step((long) header.width() * header.height());
            parameters.setSourceSubsampling(step, step, 0, 0);
            BufferedImage image = reader.read(0, parameters);
            if (damaged.get()) {
                overwrite(image.getRaster().getDataBuffer());
                throw new UnreadableException("corrupt data");
            }
            return image;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableException("corrupt data");
        } finally {
            reader.dispose();
        }
    }

    /** The JPEG library fills what it cannot read with grey and only warns, in these words. */
    private static boolean tellsOfDamage(String warning) {
        return warning.startsWith("Corrupt JPEG data") || warning.startsWith("Premature end");
    }

    static int step(long pixels) {
        int step = 1;
        while (pixels > (long) MAX_DECODED_PIXELS * step * step) {
            step++;
        }
        return step;
    }

    private static Picture upright(BufferedImage stored, Orientation orientation) {
        int storedWidth = stored.getWidth();
        int storedHeight = stored.getHeight();
        int width = orientation.swapsSides() ? storedHeight : storedWidth;
        int height = orientation.swapsSides() ? storedWidth : storedHeight;
        byte[] rgb = new byte[width * height * 3];
        int[] row = new int[storedWidth];
        for (int storedY = 0; storedY < storedHeight; storedY++) {
            readRow(stored, storedY, row);
            for (int storedX = 0; storedX < storedWidth; storedX++) {
                int u = orientation.alongStoredX(storedX, storedWidth);
                int v = orientation.alongStoredY(storedY, storedHeight);
                int at = (orientation.swapsSides() ? u * width + v : v * width + u) * 3;
                rgb[at] = (byte) (row[storedX] >> 16);
                rgb[at + 1] = (byte) (row[storedX] >> 8);
                rgb[at + 2] = (byte) row[storedX];
            }
        }
        Arrays.fill(row, 0);
        return new Picture(width, height, rgb);
    }

    /** Rows of the ordinary kind are read as they lie: the conversion by colour model is ten times slower. */
    private static void readRow(BufferedImage stored, int y, int[] row) {
        if (stored.getType() != BufferedImage.TYPE_3BYTE_BGR
                || !(stored.getRaster().getDataBuffer() instanceof DataBufferByte buffer)) {
            stored.getRGB(0, y, row.length, 1, row, 0, row.length);
            return;
        }
        byte[] bgr = buffer.getData();
        int at = y * row.length * 3;
        for (int x = 0; x < row.length; x++, at += 3) {
            row[x] = ((bgr[at + 2] & 0xFF) << 16) | ((bgr[at + 1] & 0xFF) << 8) | (bgr[at] & 0xFF);
        }
    }

    private static void overwrite(DataBuffer buffer) {
        if (buffer instanceof DataBufferByte bytes) {
            for (byte[] bank : bytes.getBankData()) {
                Arrays.fill(bank, (byte) 0);
            }
        } else if (buffer instanceof DataBufferInt numbers) {
            for (int[] bank : numbers.getBankData()) {
                Arrays.fill(bank, 0);
            }
        } else {
            for (int bank = 0; bank < buffer.getNumBanks(); bank++) {
                for (int i = 0; i < buffer.getSize(); i++) {
                    buffer.setElem(bank, i, 0);
                }
            }
        }
    }
}
