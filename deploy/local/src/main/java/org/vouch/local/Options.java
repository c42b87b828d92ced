package org.vouch.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vouch.local.platform.Room;
import org.vouch.local.platform.Shape;

/**
 * What was asked for on the command line.
 *
 * @param beside the one word that some tasks take: how many operations, or which folder
 */
record Options(Task task, StoryChoice story, Shape shape, @Nullable String beside, boolean ci, boolean faults) {

    private static final int OPERATIONS = 100_000;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    enum Task {
        START,
        STOP,
        FAULTS,
        ROLLING,
        ENDURE,
        CHECK_LOG,
        EXPORT_LOG
    }

    enum StoryChoice {
        /** On a fresh data folder only. */
        FIRST_TIME,
        ALWAYS,
        NEVER
    }

    static Options parse(List<String> arguments) {
        if (arguments.contains("--ci") && arguments.contains("--no-story")) {
            throw new IllegalArgumentException("--ci plays the story; without it there is nothing to judge.");
        }
        Options options = new Options(Task.START, StoryChoice.FIRST_TIME, Shape.SMALLEST, null, false, false);
        for (String argument : arguments) {
            options = options.and(argument);
        }
        if (options.task == Task.EXPORT_LOG && options.beside == null) {
            throw new IllegalArgumentException("export-log wants a folder (see deploy/run --help)");
        }
        return options;
    }

    /** How many {@link Task#ENDURE} makes. */
    int operations() {
        return beside == null ? OPERATIONS : Integer.parseInt(beside);
    }

    /** Where {@link Task#EXPORT_LOG} puts the log, and {@link Task#CHECK_LOG} reads it if it is not to ask the platform. */
    Optional<Path> folder() {
        return Optional.ofNullable(beside).map(Path::of);
    }

    private Options and(String argument) {
        return switch (argument) {
            case "--stop" -> with(Task.STOP);
            case "faults" -> with(Task.FAULTS);
            case "rolling" -> with(Task.ROLLING);
            case "endure" -> with(Task.ENDURE);
            case "check-log" -> with(Task.CHECK_LOG);
            case "export-log" -> with(Task.EXPORT_LOG);
            case "--no-story" -> with(StoryChoice.NEVER);
            case "--story" -> with(StoryChoice.ALWAYS);
            case "--ample" -> with(new Shape(Room.AMPLE, shape.replicas(), shape.kafkaApart()));
            case "--two" -> with(new Shape(shape.room(), 2, shape.kafkaApart()));
            case "--apart" -> with(new Shape(shape.room(), shape.replicas(), true));
            case "--ci" -> new Options(task, StoryChoice.ALWAYS, shape, beside, true, faults);
            case "--faults" -> new Options(task, story, shape, beside, ci, true);
            default -> beside(argument);
        };
    }

    private Options beside(String word) {
        boolean taken = beside == null
                && switch (task) {
                    case ENDURE -> NUMBER.matcher(word).matches();
                    case CHECK_LOG, EXPORT_LOG -> !word.startsWith("-");
                    default -> false;
                };
        if (!taken) {
            throw new IllegalArgumentException("Unknown: " + word + " (see deploy/run --help)");
        }
        return new Options(task, story, shape, word, ci, faults);
    }

    private Options with(Task other) {
        return new Options(other, story, shape, beside, ci, faults);
    }

    private Options with(StoryChoice other) {
        return new Options(task, other, shape, beside, ci, faults);
    }

    private Options with(Shape other) {
        return new Options(task, story, other, beside, ci, faults);
    }
}
