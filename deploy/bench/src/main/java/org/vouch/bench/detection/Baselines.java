package org.vouch.bench.detection;

import com.amazon.randomcutforest.RandomCutForest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vouch.bench.detection.AccountDays.AccountDay;

/**
 * What is usually done instead, on the same records: each gives every account its worst day's score, and what scores above a
 * line is an alarm. The line is drawn where each has as many false alarms as the rules had.
 */
final class Baselines {
    private static final int FIXED = 40;
    private static final int TREES = 100;
    private static final int SAMPLE = 256;
    private static final int TRAINED_ON = 50_000;
    private static final int KNOWN_DAYS = 5;

    private Baselines() {}

    /** By name, each account's highest score. */
    static Map<String, Map<String, Double>> scores(List<AccountDay> days) {
        var scores = new LinkedHashMap<String, Map<String, Double>>();
        scores.put("most people in 24 h", highest(days, day -> day.mostIn24Hours()));
        scores.put("own three sigma", threeSigma(days));
        scores.put("random cut forest", forest(days));
        return scores;
    }

    /** Accounts above forty people in 24 hours, whatever that costs. */
    static List<String> fixed(Map<String, Double> mostPeople) {
        return mostPeople.entrySet().stream()
                .filter(one -> one.getValue() > FIXED)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The accounts above the line at which {@code allowed} of those that are not blamed are above it. */
    static List<String> above(Map<String, Double> scores, Incidents incidents, int allowed) {
        var sorted = new ArrayList<>(scores.entrySet());
        sorted.sort((one, other) -> Double.compare(other.getValue(), one.getValue()));
        var above = new ArrayList<String>();
        var tied = new ArrayList<String>();
        var wrong = 0;
        for (var i = 0; i < sorted.size(); i++) {
            var one = sorted.get(i);
            tied.add(one.getKey());
            wrong += incidents.blamed(one.getKey()) ? 0 : 1;
            if (wrong > allowed || one.getValue() <= 0) {
                break;
            }
            if (i + 1 == sorted.size() || sorted.get(i + 1).getValue() < one.getValue()) {
                above.addAll(tied);
                tied.clear();
            }
        }
        return above;
    }

    private interface Score {
        double of(AccountDay day);
    }

    private static Map<String, Double> highest(List<AccountDay> days, Score score) {
        var highest = new HashMap<String, Double>();
        days.forEach(day -> highest.merge(day.requester(), score.of(day), Math::max));
        return highest;
    }

    /** How many of its own standard deviations, at least one person each, a day is above an account's days before. */
    private static Map<String, Double> threeSigma(List<AccountDay> days) {
        var before = new HashMap<String, double[]>();
        return highest(days, day -> {
            var people = Math.expm1(day.features()[1]);
            var sums = before.computeIfAbsent(day.requester(), first -> new double[3]);
            var score = 0.0;
            if (sums[0] >= KNOWN_DAYS) {
                var mean = sums[1] / sums[0];
                var deviation = Math.sqrt(Math.max(1, sums[2] / sums[0] - mean * mean));
                score = (people - mean) / deviation;
            }
            sums[0]++;
            sums[1] += people;
            sums[2] += people * people;
            return score;
        });
    }

    private static Map<String, Double> forest(List<AccountDay> days) {
        var forest = RandomCutForest.builder()
                .dimensions(AccountDays.FEATURES)
                .numberOfTrees(TREES)
                .sampleSize(SAMPLE)
                .randomSeed(1)
                .parallelExecutionEnabled(false)
                .build();
        var step = Math.max(1, days.size() / TRAINED_ON);
        for (var i = 0; i < days.size(); i += step) {
            forest.update(days.get(i).features());
        }
        var known = new HashMap<String, Double>();
        return highest(
                days,
                day -> known.computeIfAbsent(
                        Arrays.toString(day.features()), first -> forest.getAnomalyScore(day.features())));
    }
}
