package org.vouch.local.platform;

import java.io.PrintStream;

/** Plain lines for a person; colour only where somebody looks at a terminal. */
public final class Terminal {

    private static final int WIDTH = 100;

    private final PrintStream out;
    private final boolean colour;

    public Terminal(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    public void heading(String text) {
        line("");
        line(paint("1", text));
        line("─".repeat(Math.min(WIDTH, text.codePointCount(0, text.length()))));
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    public String quiet(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
