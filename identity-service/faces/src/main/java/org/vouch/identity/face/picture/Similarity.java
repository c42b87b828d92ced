package org.vouch.identity.face.picture;

import java.util.List;

/**
 * Turns, scales and moves points, and never shears or mirrors them: {@code (x, y)} becomes {@code (a·x − b·y + moveX, b·x
 * + a·y + moveY)}.
 */
public record Similarity(double a, double b, double moveX, double moveY) {

    /** A point; in a picture, {@code (0, 0)} is the centre of the top left pixel and y grows downwards. */
    public record Point(double x, double y) {

        public double distance(Point other) {
            return Math.hypot(x - other.x, y - other.y);
        }

        public Point middle(Point other) {
            return new Point((x + other.x) / 2, (y + other.y) / 2);
        }
    }

    /**
     * From pixels of a square view to the picture: the view's centre lies on {@code centre}, its side is {@code side}
     * pixels of the picture long, and its rows run at {@code angle} radians, positive clockwise as seen.
     */
    public static Similarity ofView(int viewSide, Point centre, double side, double angle) {
        double a = Math.cos(angle) * side / viewSide;
        double b = Math.sin(angle) * side / viewSide;
        double half = viewSide / 2.0;
        return new Similarity(a, b, centre.x - (a - b) * half, centre.y - (b + a) * half);
    }

    /**
     * The one that brings the points {@code from} closest to {@code to} by the sum of squares: Umeyama, IEEE TPAMI 13(4),
     * 1991, in two dimensions and without mirroring.
     *
     * @throws IllegalArgumentException for fewer than two points, or all of them in one place
     */
    public static Similarity leastSquares(List<Point> from, List<Point> to) {
        if (from.size() != to.size() || from.size() < 2) {
            throw new IllegalArgumentException("two or more pairs of points are needed");
        }
        Point fromMean = mean(from);
        Point toMean = mean(to);
        double real = 0;
        double imaginary = 0;
        double spread = 0;
        for (int i = 0; i < from.size(); i++) {
            double x = from.get(i).x - fromMean.x;
            double y = from.get(i).y - fromMean.y;
            double u = to.get(i).x - toMean.x;
            double v = to.get(i).y - toMean.y;
            real += x * u + y * v;
            imaginary += x * v - y * u;
            spread += x * x + y * y;
        }
        if (spread == 0) {
            throw new IllegalArgumentException("points in one place give no direction");
        }
        double a = real / spread;
        double b = imaginary / spread;
        return new Similarity(
                a, b, toMean.x - a * fromMean.x + b * fromMean.y, toMean.y - b * fromMean.x - a * fromMean.y);
    }

    public Point apply(double x, double y) {
        return new Point(a * x - b * y + moveX, b * x + a * y + moveY);
    }

    /** How much longer a line becomes. */
    public double scale() {
        return Math.hypot(a, b);
    }

    public Similarity inverse() {
        double squared = a * a + b * b;
        double inverseA = a / squared;
        double inverseB = -b / squared;
        return new Similarity(
                inverseA, inverseB, -(inverseA * moveX - inverseB * moveY), -(inverseB * moveX + inverseA * moveY));
    }

    /** First {@code first}, then this. */
    public Similarity after(Similarity first) {
        Point moved = apply(first.moveX, first.moveY);
        return new Similarity(a * first.a - b * first.b, b * first.a + a * first.b, moved.x, moved.y);
    }

    private static Point mean(List<Point> points) {
        double x = 0;
        double y = 0;
        for (Point point : points) {
            x += point.x;
            y += point.y;
        }
        return new Point(x / points.size(), y / points.size());
    }
}
