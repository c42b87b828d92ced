package org.vouch.audit.pages.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the build laid out (audit-service/pages), read once and by name: what is not in its index is not there, whatever
 * the path.
 */
@ApplicationScoped
class PageFiles {
    private static final String FOLDER = "org/vouch/pages/";
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml",
            "txt", "text/plain;charset=UTF-8");

    private final Map<String, PageFile> files = new LinkedHashMap<>();

    PageFiles() {
        for (var name :
                new String(read("index"), StandardCharsets.UTF_8).lines().toList()) {
            var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (type != null) {
                files.put(name, file(read(name), type));
            }
        }
    }

    /**
     * @param tag of its content, as {@code ETag} has it
     * @param scripts what else than the service's own files a browser may take for a script: the page's import map, by hash
     */
    record PageFile(byte[] content, String type, String tag, String scripts) {
        @Override
        public String toString() {
            return "PageFile[" + type + "]";
        }
    }

    /** @param name such as {@code ops/app.js} */
    Optional<PageFile> named(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private static PageFile file(byte[] content, String type) {
        var scripts = new StringBuilder();
        if (type.startsWith("text/html")) {
            var maps = IMPORT_MAP.matcher(new String(content, StandardCharsets.UTF_8));
            while (maps.find()) {
                scripts.append(" 'sha256-")
                        .append(Base64.getEncoder()
                                .encodeToString(sha256(maps.group(1).getBytes(StandardCharsets.UTF_8))))
                        .append('\'');
            }
        }
        return new PageFile(
                content, type, '"' + HexFormat.of().formatHex(sha256(content), 0, 16) + '"', scripts.toString());
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] read(String name) {
        try (InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the pages are not built: " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
