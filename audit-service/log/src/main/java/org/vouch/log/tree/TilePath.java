package org.vouch.log.tree;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a tile is addressed (C2SP tlog-tiles): its index in elements of three digits, all but the last behind an
 * {@code x}, and {@code .p/<width>} where it is partial: {@code x001/x234/067}, {@code x001/067.p/112}. Each tile has
 * exactly one address; whatever else somebody writes is none.
 *
 * @param width 1 to 256
 */
public record TilePath(long index, int width) {
    private static final Pattern FORM = Pattern.compile("((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");
    private static final int BASE = 1000;

    public TilePath {
        if (index < 0 || width < 1 || width > TileId.WIDTH) {
            throw new IllegalArgumentException("no such tile");
        }
    }

    /** Empty for what is not exactly the address of a tile. */
    public static Optional<TilePath> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var index = Long.parseLong(match.group(1).replaceAll("[x/]", ""));
        var width = match.group(2) == null ? TileId.WIDTH : Integer.parseInt(match.group(2));
        if (width > TileId.WIDTH) {
            return Optional.empty();
        }
        var path = new TilePath(index, width);
        // Leading elements of zeroes, and a "partial" tile of full width, would be second names.
        return path.text().equals(text) ? Optional.of(path) : Optional.empty();
    }

    public String text() {
        var text = new StringBuilder(String.format(Locale.ROOT, "%03d", index % BASE));
        for (var rest = index / BASE; rest > 0; rest /= BASE) {
            text.insert(0, String.format(Locale.ROOT, "x%03d/", rest % BASE));
        }
        if (width < TileId.WIDTH) {
            text.append(".p/").append(width);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
