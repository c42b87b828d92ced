package org.vouch.identity.face.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * What a file says of itself, found by walking its structure from the magic bytes to the end mark without decoding a
 * pixel. A file that is cut off, or whose parts do not add up, is refused here.
 *
 * @param format of the file, by its magic bytes and not by its name
 * @param width as stored, before the orientation is applied, in pixels
 * @param height likewise
 */
record PictureHeader(Format format, int width, int height) {

    enum Format {
        JPEG,
        PNG
    }

    private static final long PNG_MAGIC = 0x89504E470D0A1A0AL;
    private static final int PNG_IHDR = 0x49484452;
    private static final int PNG_IEND = 0x49454E44;

    /**
     * A progressive JPEG refines the whole picture with each scan, so that a small file of thousands of scans costs
     * minutes; encoders write about ten.
     */
    private static final int MAX_JPEG_SCANS = 64;

    static PictureHeader of(byte[] file) throws UnreadableException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        try {
            if (file.length > 8 && bytes.getLong(0) == PNG_MAGIC) {
                return png(bytes.position(8));
            }
            if (file.length > 3 && bytes.getShort(0) == (short) 0xFFD8 && file[2] == (byte) 0xFF) {
                return jpeg(bytes.position(2));
            }
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException e) {
            throw new UnreadableException("truncated");
        }
        throw new UnreadableException("neither JPEG nor PNG");
    }

    /** Chunks of length, type, data and CRC: PNG specification, section 5.3. */
    private static PictureHeader png(ByteBuffer bytes) throws UnreadableException {
        int width = 0;
        int height = 0;
        int type = 0;
        for (boolean first = true; type != PNG_IEND; first = false) {
            int length = bytes.getInt();
            int start = bytes.position();
            type = bytes.getInt();
            if (first != (type == PNG_IHDR) || length < 0) {
                throw new UnreadableException("corrupt PNG structure");
            }
            if (first) {
                width = bytes.getInt(start + 4);
                height = bytes.getInt(start + 8);
            }
            bytes.position(Math.addExact(start + 4, length));
            CRC32 crc = new CRC32();
            crc.update(bytes.slice(start, length + 4));
            if (bytes.getInt() != (int) crc.getValue()) {
                throw new UnreadableException("corrupt PNG chunk");
            }
        }
        return new PictureHeader(Format.PNG, width, height);
    }

    /** Marker segments and entropy-coded data: ITU-T T.81, annex B. */
    private static PictureHeader jpeg(ByteBuffer bytes) throws UnreadableException {
        int width = 0;
        int height = 0;
        int scans = 0;
        while (true) {
            int marker = nextMarker(bytes, scans > 0);
            if (marker == 0xD9) {
                break;
            }
            int length = Short.toUnsignedInt(bytes.getShort());
            int start = bytes.position();
            if (isFrame(marker)) {
                if (width != 0) {
                    throw new UnreadableException("JPEG with several frames");
                }
                height = Short.toUnsignedInt(bytes.getShort(start + 1));
                width = Short.toUnsignedInt(bytes.getShort(start + 3));
            } else if (marker == 0xDA && ++scans > MAX_JPEG_SCANS) {
                throw new UnreadableException("JPEG with too many scans");
            }
            bytes.position(start - 2 + Math.max(2, length));
        }
        if (width == 0 || scans == 0) {
            throw new UnreadableException("JPEG without a picture");
        }
        return new PictureHeader(Format.JPEG, width, height);
    }

    /** Skips entropy-coded data, where there may be some; FF00, FFFF and the restart marks belong to it. */
    private static int nextMarker(ByteBuffer bytes, boolean afterData) throws UnreadableException {
        while (true) {
            if (bytes.get() != (byte) 0xFF) {
                if (afterData) {
                    continue;
                }
                throw new UnreadableException("corrupt JPEG structure");
            }
            int marker = bytes.get() & 0xFF;
            if (marker == 0xFF) {
                bytes.position(bytes.position() - 1);
            } else if (marker != 0 && (marker < 0xD0 || marker > 0xD7)) {
                return marker;
            }
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
