package org.vouch.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MultipartTest {

    @Test
    void everyPartHasItsNameAndItsBytesAndTheLastBoundaryEndsTheBody() {
        Multipart body = new Multipart("edge").jpeg("step-0", new byte[] {1, 2}).jpeg("step-1", new byte[] {3});

        assertThat(body.contentType()).isEqualTo("multipart/form-data; boundary=edge");
        assertThat(new String(body.end(), StandardCharsets.ISO_8859_1))
                .isEqualTo(
                        """
                        --edge\r
                        Content-Disposition: form-data; name="step-0"; filename="step-0.jpg"\r
                        Content-Type: image/jpeg\r
                        \r
                        \u0001\u0002\r
                        --edge\r
                        Content-Disposition: form-data; name="step-1"; filename="step-1.jpg"\r
                        Content-Type: image/jpeg\r
                        \r
                        \u0003\r
                        --edge--\r
                        """);
    }
}
