package org.vouch.bench;

import java.util.Locale;
import org.apache.commons.math3.stat.interval.ClopperPearsonInterval;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;

/**
 * How often something went wrong, with the bounds of C. J. Clopper and E. S. Pearson, The use of confidence or fiducial
 * limits illustrated in the case of the binomial, Biometrika 26 (1934), at 95 % in all: they hold the true rate at least
 * that often, where trials do not depend on one another. Pairs of faces do, since a face is in many of them: the bounds
 * are too narrow by what a few unlucky people weigh.
 *
 * @param trials may be none: then nothing is known
 */
public record Rate(int errors, int trials) {

    private static final double CONFIDENCE = .95;

    public Rate {
        if (errors < 0 || errors > trials) {
            throw new IllegalArgumentException("errors are 0 to all of the trials");
        }
    }

    public double value() {
        return trials == 0 ? Double.NaN : (double) errors / trials;
    }

    public double lower() {
        return errors == 0 ? 0 : interval().getLowerBound();
    }

    public double upper() {
        return errors == trials ? 1 : interval().getUpperBound();
    }

    /** The library asks for at least one of each outcome; with none, Clopper and Pearson's bound has a closed form. */
    private ConfidenceInterval interval() {
        double tail = (1 - CONFIDENCE) / 2;
        if (errors == 0) {
            return new ConfidenceInterval(0, 1 - Math.pow(tail, 1.0 / trials), CONFIDENCE);
        }
        if (errors == trials) {
            return new ConfidenceInterval(Math.pow(tail, 1.0 / trials), 1, CONFIDENCE);
        }
        return new ClopperPearsonInterval().createInterval(trials, errors, CONFIDENCE);
    }

    /** In per cent: the rate and its bounds. */
    @Override
    public String toString() {
        return trials == 0
                ? "-"
                : String.format(Locale.ROOT, "%s [%s, %s]", percent(value()), percent(lower()), percent(upper()));
    }

    /** Two digits that count, however small. */
    private static String percent(double part) {
        double percent = 100 * part;
        int digits = percent >= 10 || percent == 0 ? 1 : percent >= .1 ? 2 : percent >= .001 ? 4 : 6;
        return String.format(Locale.ROOT, "%." + digits + "f", percent);
    }
}
