package org.vouch.puppet;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.triangulate.DelaunayTriangulationBuilder;
import org.vouch.identity.face.onnx.FaceLandmarks;
import org.vouch.puppet.FaceMask.Eye;

/**
 * One photo's face on strings: its picture is stretched over a mesh of triangles, far ones drawn first, and the mesh is
 * moved. What the photo does not show, the inside of the mouth and the lashes of a lowered lid, is painted.
 */
final class Puppet {

    private static final Color MOUTH = new Color(0x28100F);
    private static final Color ENAMEL = new Color(0xD8CFC4);
    private static final Color FLESH = new Color(0x9A4A4A);
    /** Part of the way from the upper lip to the lower one. */
    private static final double TEETH = .3;

    /** Part of the way from the lower lip to the upper one. */
    private static final double TONGUE = .3;

    private static final Color LASHES = new Color(0x2A1A14);
    /** Of the width of the eye. */
    private static final double LASH = .07;

    private final int width;
    private final int height;
    private final int[] photo;
    private final FaceMask mask;
    private final List<Triangle> triangles;

    private record Triangle(int a, int b, int c) {}

    /**
     * @param photo upright
     * @param face the points of its largest face
     */
    Puppet(BufferedImage photo, FaceLandmarks face) {
        this.width = photo.getWidth();
        this.height = photo.getHeight();
        this.photo = photo.getRGB(0, 0, width, height, null, 0, width);
        this.mask = new FaceMask(face, width, height);
        this.triangles = triangles(mask.places());
    }

    private static List<Triangle> triangles(List<Place> places) {
        Map<Coordinate, Integer> numbers = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            numbers.putIfAbsent(new Coordinate(places.get(i).x(), places.get(i).y()), i);
        }
        DelaunayTriangulationBuilder delaunay = new DelaunayTriangulationBuilder();
        delaunay.setSites(numbers.keySet());
        Geometry found = delaunay.getTriangles(new GeometryFactory());
        return IntStream.range(0, found.getNumGeometries())
                .mapToObj(i -> found.getGeometryN(i).getCoordinates())
                .map(corner -> new Triangle(
                        numbers.getOrDefault(corner[0], 0),
                        numbers.getOrDefault(corner[1], 0),
                        numbers.getOrDefault(corner[2], 0)))
                .toList();
    }

    /** The photo with its face doing this. */
    BufferedImage show(Expression expression) {
        BufferedImage shown = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        List<Place> from = mask.places();
        List<Place> to = mask.showing(expression);
        int[] pixels = ((DataBufferInt) shown.getRaster().getDataBuffer()).getData();
        triangles.stream()
                .sorted(Comparator.comparingDouble((Triangle one) -> -depth(one, to)))
                .forEach(one -> draw(one, from, to, pixels));
        Graphics2D brush = shown.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        if (expression.mouth() > 0) {
            open(FaceMask.betweenTheLips(to), brush);
        }
        if (expression.lids() > 0) {
            for (Eye eye : Eye.values()) {
                lashes(eye.edge(to), brush);
            }
        }
        brush.dispose();
        return shown;
    }

    private static double depth(Triangle one, List<Place> at) {
        return at.get(one.a).depth() + at.get(one.b).depth() + at.get(one.c).depth();
    }

    private void draw(Triangle one, List<Place> from, List<Place> to, int[] shown) {
        Place a = to.get(one.a);
        Place b = to.get(one.b);
        Place c = to.get(one.c);
        double area = (b.x() - a.x()) * (c.y() - a.y()) - (c.x() - a.x()) * (b.y() - a.y());
        if (Math.abs(area) < 1e-6) {
            return;
        }
        int left = inside(Math.min(a.x(), Math.min(b.x(), c.x())), width);
        int right = inside(Math.max(a.x(), Math.max(b.x(), c.x())) + 1, width);
        int top = inside(Math.min(a.y(), Math.min(b.y(), c.y())), height);
        int bottom = inside(Math.max(a.y(), Math.max(b.y(), c.y())) + 1, height);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double ofB = ((x - a.x()) * (c.y() - a.y()) - (c.x() - a.x()) * (y - a.y())) / area;
                double ofC = ((b.x() - a.x()) * (y - a.y()) - (x - a.x()) * (b.y() - a.y())) / area;
                double ofA = 1 - ofB - ofC;
                if (ofA >= -.001 && ofB >= -.001 && ofC >= -.001) {
                    shown[y * width + x] = colour(
                            ofA * from.get(one.a).x()
                                    + ofB * from.get(one.b).x()
                                    + ofC * from.get(one.c).x(),
                            ofA * from.get(one.a).y()
                                    + ofB * from.get(one.b).y()
                                    + ofC * from.get(one.c).y());
                }
            }
        }
    }

    private static int inside(double at, int length) {
        return (int) Math.max(0, Math.min(length - 1, at));
    }

    /** Between four pixels of the photo. */
    private int colour(double atX, double atY) {
        double x = Math.max(0, Math.min(width - 1.001, atX));
        double y = Math.max(0, Math.min(height - 1.001, atY));
        int at = (int) y * width + (int) x;
        double right = x - (int) x;
        double down = y - (int) y;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double upper = mix(part(at, shift), part(at + 1, shift), right);
            double lower = mix(part(at + width, shift), part(at + width + 1, shift), right);
            colour |= (int) Math.round(mix(upper, lower, down)) << shift;
        }
        return colour;
    }

    private int part(int at, int shift) {
        return photo[at] >> shift & 0xFF;
    }

    private static double mix(double a, double b, double part) {
        return a + part * (b - a);
    }

    /** Draws the dark of the mouth with the upper teeth and the tongue in it. */
    private static void open(List<Place> lips, Graphics2D brush) {
        brush.setColor(MOUTH);
        brush.fill(path(lips, true));
        int half = lips.size() / 2;
        List<Place> upper = lips.subList(0, half + 1);
        List<Place> lower = IntStream.rangeClosed(0, half)
                .mapToObj(i -> lips.get((lips.size() - i) % lips.size()))
                .toList();
        brush.setColor(ENAMEL);
        brush.fill(path(band(upper, lower, TEETH), true));
        brush.setColor(FLESH);
        brush.fill(path(band(lower, upper, TONGUE), true));
    }

    /** From one edge a part of the way to the other; both run from corner to corner. */
    private static List<Place> band(List<Place> edge, List<Place> other, double part) {
        List<Place> band = new ArrayList<>(edge);
        for (int i = edge.size() - 1; i >= 0; i--) {
            band.add(edge.get(i).towards(other.get(i), part));
        }
        return band;
    }

    /** Draws lashes along the edge of the upper lid. */
    private static void lashes(List<Place> edge, Graphics2D brush) {
        Place corner = edge.get(0);
        Place other = edge.get(edge.size() - 1);
        double eyeWidth = Math.hypot(corner.x() - other.x(), corner.y() - other.y());
        brush.setColor(LASHES);
        brush.setStroke(new BasicStroke((float) (LASH * eyeWidth), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        brush.draw(path(edge, false));
    }

    private static Path2D path(List<Place> places, boolean closed) {
        Path2D path = new Path2D.Double();
        path.moveTo(places.get(0).x(), places.get(0).y());
        places.subList(1, places.size()).forEach(place -> path.lineTo(place.x(), place.y()));
        if (closed) {
            path.closePath();
        }
        return path;
    }
}
