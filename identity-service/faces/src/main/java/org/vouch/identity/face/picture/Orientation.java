package org.vouch.identity.face.picture;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/**
 * How a stored picture must be turned to stand upright: the eight values of tag 0x0112, Exif 2.32 (CIPA DC-008), section
 * 4.6.4. A picture that does not say is upright.
 */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(true, false, false),
    UPSIDE_DOWN(true, true, false),
    MIRRORED_UPSIDE_DOWN(false, true, false),
    TRANSPOSED(false, false, true),
    TURN_RIGHT(false, true, true),
    TRANSVERSED(true, true, true),
    TURN_LEFT(true, false, true);

    private final boolean fromRight;
    private final boolean fromBottom;
    private final boolean swapsSides;

    Orientation(boolean fromRight, boolean fromBottom, boolean swapsSides) {
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
        this.swapsSides = swapsSides;
    }

    /** Reads the Exif part of a JPEG and nothing else of it; one that is damaged counts as absent. */
    static Orientation ofJpeg(byte[] file) {
        try {
            Metadata metadata =
                    JpegMetadataReader.readMetadata(new ByteArrayInputStream(file), List.of(new ExifReader()));
            ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer value = directory == null ? null : directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            return value == null || value < 1 || value > values().length ? UPRIGHT : values()[value - 1];
        } catch (JpegProcessingException | IOException | RuntimeException e) {
            return UPRIGHT;
        }
    }

    boolean swapsSides() {
        return swapsSides;
    }

    /** Where a stored column stands along the upright picture: its column, or its row where the sides swap. */
    int alongStoredX(int storedX, int storedWidth) {
        return fromRight ? storedWidth - 1 - storedX : storedX;
    }

    /** Where a stored row stands along the upright picture: its row, or its column where the sides swap. */
    int alongStoredY(int storedY, int storedHeight) {
        return fromBottom ? storedHeight - 1 - storedY : storedY;
    }
}
