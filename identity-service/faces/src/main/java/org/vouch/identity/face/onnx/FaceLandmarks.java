package org.vouch.identity.face.onnx;

import java.util.List;

/**
 * The 468 points of one face, numbered as MediaPipe's face mesh, in pixels of the upright photo: {@code (0, 0)} is the
 * centre of the top left pixel and y grows downwards. Depth has the same unit; smaller is nearer to the camera.
 */
public record FaceLandmarks(List<Landmark> points) {

    /** One point of the face. */
    public record Landmark(double x, double y, double depth) {}

    public FaceLandmarks {
        points = List.copyOf(points);
    }

    public Landmark point(int number) {
        return points.get(number);
    }
}
