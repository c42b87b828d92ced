package org.vouch.identity.face.picture;

import javax.imageio.stream.ImageInputStreamImpl;

/** Lets {@code ImageIO} read an array in place: its own streams copy the photo to memory, or to a file on disk. */
final class ByteArrayImageInput extends ImageInputStreamImpl {

    private final byte[] bytes;

    ByteArrayImageInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos >= bytes.length ? -1 : bytes[(int) streamPos++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        bitOffset = 0;
        int left = (int) Math.max(0, bytes.length - streamPos);
        if (left == 0 && length > 0) {
            return -1;
        }
        int count = Math.min(length, left);
        System.arraycopy(bytes, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
