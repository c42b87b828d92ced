package org.vouch.identity.face.onnx;

import java.util.Objects;
import org.vouch.identity.face.Pose;
import org.vouch.identity.face.picture.Picture;
import org.vouch.identity.face.picture.Similarity;
import org.vouch.identity.face.picture.Similarity.Point;

/**
 * Measures angles and the mouth by the mesh, and the eyes by MediaPipe's Iris, since the mesh cannot tell a shut eye from
 * a narrow one.
 */
final class PoseMeter implements AutoCloseable {

    private static final int FOREHEAD = 10;
    private static final int CHIN = 152;
    /** Of the face as the picture shows it, at the ears. */
    private static final int LEFT_EDGE = 234;

    private static final int RIGHT_EDGE = 454;
    private static final int UPPER_LIP = 13;
    private static final int LOWER_LIP = 14;
    private static final int[] MOUTH_CORNERS = {78, 308};
    /** The subject's right eye, outer corner first, then the left one. */
    private static final int[] RIGHT_EYE = {33, 133};

    private static final int[] LEFT_EYE = {263, 362};

    /** An eye that is so much wider than the other is the one that looks at the camera. */
    private static final double NEARER = 1.15;

    private static final int EYE_SIDE = 64;
    /** Side of the eye's view over the distance of the corners: {@code iris.ts} of @vladmandic/human. */
    private static final double EYE_ROOM = 2.3;

    private final OnnxNetwork iris;

    PoseMeter(OnnxNetwork iris) {
        this.iris = iris;
    }

    Pose measure(Picture picture, FaceMesh mesh) {
        return new Pose(yaw(mesh), pitch(mesh), roll(mesh), mouth(mesh), eyes(picture, mesh), length(mesh));
    }

    static double yaw(FaceMesh mesh) {
        return degrees(mesh.depth(RIGHT_EDGE) - mesh.depth(LEFT_EDGE), distance(mesh, LEFT_EDGE, RIGHT_EDGE));
    }

    static double pitch(FaceMesh mesh) {
        return degrees(mesh.depth(FOREHEAD) - mesh.depth(CHIN), distance(mesh, FOREHEAD, CHIN));
    }

    static double roll(FaceMesh mesh) {
        Point right = mesh.inPicture(RIGHT_EYE[0]);
        Point left = mesh.inPicture(LEFT_EYE[0]);
        return degrees(left.y() - right.y(), left.x() - right.x());
    }

    static double mouth(FaceMesh mesh) {
        return distance(mesh, UPPER_LIP, LOWER_LIP) / distance(mesh, MOUTH_CORNERS[0], MOUTH_CORNERS[1]);
    }

    /** Mean of both eyes; of a head that is turned aside, the near one: the network reads an open eye from the far one. */
    private double eyes(Picture picture, FaceMesh mesh) {
        double right = distance(mesh, RIGHT_EYE[0], RIGHT_EYE[1]);
        double left = distance(mesh, LEFT_EYE[0], LEFT_EYE[1]);
        if (right > NEARER * left) {
            return opening(picture, mesh, RIGHT_EYE, true);
        }
        if (left > NEARER * right) {
            return opening(picture, mesh, LEFT_EYE, false);
        }
        return (opening(picture, mesh, RIGHT_EYE, true) + opening(picture, mesh, LEFT_EYE, false)) / 2;
    }

    static double length(FaceMesh mesh) {
        return distance(mesh, FOREHEAD, CHIN) / distance(mesh, LEFT_EDGE, RIGHT_EDGE);
    }

    private static double distance(FaceMesh mesh, int a, int b) {
        return mesh.inView(a).distance(mesh.inView(b));
    }

    private static double degrees(double opposite, double adjacent) {
        return Math.toDegrees(Math.atan2(opposite, adjacent));
    }

    /** The network knows left eyes only: a right one is shown to it mirrored. */
    private double opening(Picture picture, FaceMesh mesh, int[] corners, boolean mirrored) {
        Point outer = mesh.inView(corners[0]);
        Point inner = mesh.inView(corners[1]);
        Similarity toMesh = Similarity.ofView(EYE_SIDE, outer.middle(inner), EYE_ROOM * outer.distance(inner), 0);
        float[] view = picture.view(mesh.toPicture().after(toMesh), EYE_SIDE, false);
        if (mirrored) {
            Chip.mirror(view, EYE_SIDE);
        }
        for (int i = 0; i < view.length; i++) {
            view[i] /= 255;
        }
        return opening(
                Objects.requireNonNull(iris.run(view, 1, EYE_SIDE, EYE_SIDE, 3).get("Identity")));
    }

    /** Of the contour, the lower lid is 0 to 8 from corner to corner and the upper one 9 to 15 between the corners. */
    static double opening(float[] contour) {
        double lids = 0;
        for (int lower = 3; lower <= 5; lower++) {
            lids += distance(contour, lower, lower + 8);
        }
        return lids / 3 / distance(contour, 0, 8);
    }

    private static double distance(float[] contour, int a, int b) {
        return Math.hypot(contour[a * 3] - contour[b * 3], contour[a * 3 + 1] - contour[b * 3 + 1]);
    }

    @Override
    public void close() {
        iris.close();
    }
}
