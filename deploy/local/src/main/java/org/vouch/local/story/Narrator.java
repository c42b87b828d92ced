package org.vouch.local.story;

import java.util.ArrayList;
import java.util.List;
import org.vouch.local.platform.Terminal;

/** Says what is asked and what came back, and remembers every expectation that was missed. */
final class Narrator {

    private static final int LONGEST = 230;

    private final Terminal terminal;
    private final List<String> missed = new ArrayList<>();
    private int checked;

    Narrator(Terminal terminal) {
        this.terminal = terminal;
    }

    void heading(String text) {
        terminal.heading(text);
    }

    void say(String text) {
        terminal.line(text);
    }

    /** What was asked, and the essential part of the answer. */
    void call(String asked, Answer answer) {
        terminal.line("  " + asked);
        terminal.line(terminal.quiet("    " + answer.status() + " " + shortened(answer.body())));
    }

    /** Records an expectation and whether it was met; says so. */
    boolean expect(boolean met, String what) {
        checked++;
        if (met) {
            terminal.line("    " + terminal.good("✓") + " " + what);
        } else {
            terminal.line("    " + terminal.bad("✗ " + what));
            missed.add(what);
        }
        return met;
    }

    boolean expectStatus(Answer answer, int status, String what) {
        return expect(answer.status() == status, what + met(answer, answer.status() == status));
    }

    boolean expectProblem(Answer answer, int status, String problem, String what) {
        boolean met = answer.status() == status && answer.problem().equals(problem);
        return expect(met, what + met(answer, met));
    }

    int checked() {
        return checked;
    }

    List<String> missed() {
        return List.copyOf(missed);
    }

    private static String met(Answer answer, boolean met) {
        return met ? "" : " (came back: " + answer.status() + " " + shortened(answer.body()) + ")";
    }

    /** On one line, with long tokens cut. */
    static String shortened(String body) {
        String line =
                body.replaceAll("\\s+", " ").replaceAll("([A-Za-z0-9_.%*+/:$-]{24})[A-Za-z0-9_.%*+/:$-]{40,}", "$1…");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
