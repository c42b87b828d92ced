package org.vouch.bench;

import java.util.Arrays;

/** Numbers, as many as come. */
final class Numbers {

    private double[] numbers = new double[64];
    private int count;

    void add(double number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = number;
    }

    int count() {
        return count;
    }

    double[] all() {
        return Arrays.copyOf(numbers, count);
    }

    /** The smallest one that at least {@code part} of them do not exceed; not a number where there is none. */
    double quantile(double part) {
        double[] sorted = all();
        Arrays.sort(sorted);
        return count == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(part * count) - 1)];
    }
}
