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
     * Of templates of length 1, the length of the difference; 0..2. A mean of such is the shorter the less alike its photos
     * were, and by as much nearer to everybody's: half of what it lost is added to the square of the distance. With that
     * one threshold errs about as often for one photo as for the mean of three of different days, measured by {@code
     * deploy/bench}. So a mean is a little apart from itself.
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
            return Math.sqrt(Math.max(0, 1 + squares / 2 - 2 * product));
        }
    };

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
