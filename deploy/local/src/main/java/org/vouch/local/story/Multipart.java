package org.vouch.local.story;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A {@code multipart/form-data} body (RFC 7578) of JPEG files. */
final class Multipart {

    private static final String END_OF_LINE = "\r\n";

    private final String boundary;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /**
     * @param boundary must not occur in any file
     */
    Multipart(String boundary) {
        this.boundary = boundary;
    }

    Multipart jpeg(String part, byte[] file) {
        write("--" + boundary + END_OF_LINE
                + "Content-Disposition: form-data; name=\"" + part + "\"; filename=\"" + part + ".jpg\"" + END_OF_LINE
                + "Content-Type: image/jpeg" + END_OF_LINE
                + END_OF_LINE);
        body.writeBytes(file);
        write(END_OF_LINE);
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    byte[] end() {
        write("--" + boundary + "--" + END_OF_LINE);
        return body.toByteArray();
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
