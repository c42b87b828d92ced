package org.vouch.testresult.results.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problem.Violation;
import org.vouch.audit.client.edge.Problems;
import org.vouch.testresult.results.Report;

/** Reads reports from a body: one that must be sound, or many lines of which each stands alone. */
@ApplicationScoped
class ReportReader {
    private static final String SHAPE = "is not well-formed JSON of the expected shape";

    private final ObjectReader reader;
    private final Validator validator;
    private final ResultsConfig config;

    ReportReader(ObjectMapper json, Validator validator, ResultsConfig config) {
        this.reader = json.readerFor(ReportLine.class);
        this.validator = validator;
        this.config = config;
    }

    /** A line of the body, counted from 1. */
    sealed interface Line {
        int number();

        record Sound(int number, Report report) implements Line {}

        /** Says what is wrong without a word of the line. */
        record Malformed(int number, String detail) implements Line {}
    }

    /** Refuses the whole request where the body is not one sound report. */
    Report one(byte[] body) throws IOException {
        ReportLine line = reader.readValue(body);
        if (line == null) {
            throw Problems.malformed("", SHAPE).asException();
        }
        var violations = violations(line);
        if (!violations.isEmpty()) {
            throw Problems.malformed(violations).asException();
        }
        return line.toReport();
    }

    /** Refuses the whole request where it has too many lines or none; blank lines count and say nothing. */
    List<Line> many(byte[] body) {
        var lines = new ArrayList<Line>();
        var number = 0;
        for (var from = 0; from < body.length; ) {
            var to = endOfLine(body, from);
            if (++number > config.maxLines()) {
                throw tooManyLines().asException();
            }
            if (!isBlank(body, from, to)) {
                lines.add(line(number, body, from, to - from));
            }
            from = to + 1;
        }
        if (lines.isEmpty()) {
            throw Problems.malformed("", "holds no line").asException();
        }
        return lines;
    }

    private Line line(int number, byte[] body, int from, int length) {
        if (length > config.maxLineBytes()) {
            return new Line.Malformed(number, "is longer than " + config.maxLineBytes() + " bytes");
        }
        try {
            ReportLine line = reader.readValue(body, from, length);
            if (line == null) {
                return new Line.Malformed(number, SHAPE);
            }
            var violations = violations(line);
            return violations.isEmpty()
                    ? new Line.Sound(number, line.toReport())
                    : new Line.Malformed(
                            number,
                            violations.get(0).field() + " " + violations.get(0).message());
        } catch (IOException malformed) {
            return new Line.Malformed(number, SHAPE);
        }
    }

    private List<Violation> violations(ReportLine line) {
        return validator.validate(line).stream()
                .map(ReportReader::violation)
                .sorted(Comparator.comparing(Violation::field))
                .toList();
    }

    private static Violation violation(ConstraintViolation<ReportLine> found) {
        return new Violation(found.getPropertyPath().toString(), found.getMessage());
    }

    private Problem tooManyLines() {
        return Problems.tooLarge().withDetail("At most " + config.maxLines() + " lines at a time.");
    }

    private static int endOfLine(byte[] body, int from) {
        var to = from;
        while (to < body.length && body[to] != '\n') {
            to++;
        }
        return to;
    }

    private static boolean isBlank(byte[] body, int from, int to) {
        for (var at = from; at < to; at++) {
            if (body[at] != ' ' && body[at] != '\t' && body[at] != '\r') {
                return false;
            }
        }
        return true;
    }
}
