package org.vouch.identity.face;

/** How far apart two templates of single photos are; 0 is the same. */
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
     * How far apart two directions are: the length of the difference of vectors of length 1, 0..2, not a number where a
     * template is all zeros. A mean of vectors of length 1 is the shorter the less alike they were, and lies by as much
     * nearer to everybody's: {@link #GIVEN_BACK} of what its square lost, but of no more than {@link #MOST}, is added to the
     * square of the distance, for either side. So one threshold serves single photos and means of several.
     */
    CHORD((byte) 2) {
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
            double apart = 2 - 2 * product / Math.sqrt(squaresA * squaresB);
            return Math.sqrt(Math.max(0, apart) + GIVEN_BACK * (lost(squaresA) + lost(squaresB)));
        }

        private double lost(double squares) {
            return Math.min(MOST, Math.max(0, 1 - squares));
        }
    };

    /** Chosen with {@link #MOST} for the built-in profile, on Labeled Faces in the Wild ({@code deploy/bench/README.md}). */
    private static final double GIVEN_BACK = 1.1;

    /** What a mean of three photos of different days loses at least, nearly always. */
    private static final double MOST = .04;

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
