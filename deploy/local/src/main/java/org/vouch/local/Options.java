package org.vouch.local;

import java.util.List;
import java.util.regex.Pattern;
import org.vouch.local.platform.Room;
import org.vouch.local.platform.Shape;

/**
 * What was asked for on the command line.
 *
 * @param operations how many {@link Task#ENDURE} makes
 */
record Options(Task task, StoryChoice story, Shape shape, int operations, boolean ci, boolean faults) {

    private static final int OPERATIONS = 100_000;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    enum Task {
        START,
        STOP,
        FAULTS,
        ROLLING,
        ENDURE,
        CHECK_LOG
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
        Options options = new Options(Task.START, StoryChoice.FIRST_TIME, Shape.SMALLEST, OPERATIONS, false, false);
        for (String argument : arguments) {
            options = options.and(argument);
        }
        return options;
    }

    private Options and(String argument) {
        return switch (argument) {
            case "--stop" -> with(Task.STOP);
            case "faults" -> with(Task.FAULTS);
            case "rolling" -> with(Task.ROLLING);
            case "endure" -> with(Task.ENDURE);
            case "check-log" -> with(Task.CHECK_LOG);
            case "--no-story" -> with(StoryChoice.NEVER);
            case "--story" -> with(StoryChoice.ALWAYS);
            case "--ample" -> with(new Shape(Room.AMPLE, shape.replicas(), shape.kafkaApart()));
            case "--two" -> with(new Shape(shape.room(), 2, shape.kafkaApart()));
            case "--apart" -> with(new Shape(shape.room(), shape.replicas(), true));
            case "--ci" -> new Options(task, StoryChoice.ALWAYS, shape, operations, true, faults);
            case "--faults" -> new Options(task, story, shape, operations, ci, true);
            default -> withNumber(argument);
        };
    }

    private Options withNumber(String argument) {
        if (task != Task.ENDURE || !NUMBER.matcher(argument).matches()) {
            throw new IllegalArgumentException("Unknown: " + argument + " (see deploy/run --help)");
        }
        return new Options(task, story, shape, Integer.parseInt(argument), ci, faults);
    }

    private Options with(Task other) {
        return new Options(other, story, shape, operations, ci, faults);
    }

    private Options with(StoryChoice other) {
        return new Options(task, other, shape, operations, ci, faults);
    }

    private Options with(Shape other) {
        return new Options(task, story, other, operations, ci, faults);
    }
}
