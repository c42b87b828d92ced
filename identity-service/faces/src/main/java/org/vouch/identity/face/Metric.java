package org.vouch.identity.face;

/** How far apart two templates are; 0 is the same. */
public enum Metric {
    /** Length of the difference; 0 and up. */
    EUCLIDEAN((byte) 0) {
        @Override
        double distance(float[] a, float[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                double difference = (double) a[i] - b[i];
                sum += difference * difference;
            }
            return Math.sqrt(sum);
        }
    },
    /** One minus the cosine of the angle; 0..2, not a number where a template is all zeros. */
    COSINE((byte) 1) {
        @Override
        double distance(float[] a, float[] b) {
            double product = 0;
            double squaresA = 0;
            double squaresB = 0;
            for (int i = 0; i < a.length; i++) {
                product += (double) a[i] * b[i];
                squaresA += (double) a[i] * a[i];
                squaresB += (double) b[i] * b[i];
            }
            return 1 - product / Math.sqrt(squaresA * squaresB);
        }
    },
    /**
     * Of templates of length 1, the length of the difference, 0..2. A mean of such is the shorter the less alike its photos
     * were, and by as much nearer to everybody's: of the squares, {@link #GIVEN_BACK} of what both means lost is added to that
     * of the distance, but the distance grows to no more than {@link #MOST} of what it was.
     */
    CHORD((byte) 2) {
        @Override
        double distance(float[] a, float[] b) {
            double product = 0;
            double squares = 0;
            for (int i = 0; i < a.length; i++) {
                product += (double) a[i] * b[i];
                squares += (double) a[i] * a[i] + (double) b[i] * b[i];
            }
            double distance = Math.max(0, squares - 2 * product);
            double lost = Math.max(0, 2 - squares);
            return Math.sqrt(Math.min(distance + GIVEN_BACK * lost, MOST * MOST * distance));
        }
    };

    /**
     * Chosen on one half of the people of Labeled Faces in the Wild, at the threshold for single photos, and tried on the
     * other half ({@code deploy/bench}): the largest with which no number of photos on either side is rejected more often
     * than one photo is by one.
     */
    private static final double GIVEN_BACK = 1.15;

    /** Chosen likewise: with more, means of quite different photos are rejected more often and few more strangers. */
    private static final double MOST = 1.4;

    private final byte code;

    Metric(byte code) {
        this.code = code;
    }

    /** What stands for it in the bytes of a template. */
    byte code() {
        return code;
    }

    static Metric ofCode(byte code) {
        for (Metric metric : values()) {
            if (metric.code == code) {
                return metric;
            }
        }
        throw new IllegalArgumentException("not a face template: unknown metric");
    }

    abstract double distance(float[] a, float[] b);
}
