package org.vouch.identity.face.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vouch.identity.face.picture.Similarity;
import org.vouch.identity.face.picture.Similarity.Point;

/**
 * Where the detector sees a face: upright box, eyes as the subject has them, confidence 0..1. Lengths in the pixels of
 * whatever the detector looked at.
 */
record FaceBox(Point centre, double width, double height, Point rightEye, Point leftEye, double confidence) {

    /** Of the square that just holds the box. */
    double side() {
        return Math.max(width, height);
    }

    /** How far the head is tilted, in radians, positive clockwise as seen; 0 when the eyes are level. */
    double tilt() {
        return Math.atan2(leftEye.y() - rightEye.y(), leftEye.x() - rightEye.x());
    }

    /** The same face in the pixels that {@code map} leads to; {@code map} does not turn. */
    FaceBox mapped(Similarity map) {
        return new FaceBox(
                map.apply(centre.x(), centre.y()),
                width * map.scale(),
                height * map.scale(),
                map.apply(rightEye.x(), rightEye.y()),
                map.apply(leftEye.x(), leftEye.y()),
                confidence);
    }

    /** Area of what both boxes cover over the area of what either covers, 0..1. */
    double overlap(FaceBox other) {
        double both = shared(other);
        return both == 0 ? 0 : both / (width * height + other.width * other.height - both);
    }

    /** The part of this box that the other one covers, 0..1. */
    double coveredBy(FaceBox other) {
        return shared(other) / (width * height);
    }

    private double shared(FaceBox other) {
        return shared(centre.x(), width, other.centre.x(), other.width)
                * shared(centre.y(), height, other.centre.y(), other.height);
    }

    private static double shared(double centre, double length, double otherCentre, double otherLength) {
        double start = Math.max(centre - length / 2, otherCentre - otherLength / 2);
        double end = Math.min(centre + length / 2, otherCentre + otherLength / 2);
        return Math.max(0, end - start);
    }

    /** Keeps the most confident of boxes that overlap by more than {@code most}; the most confident come first. */
    static List<FaceBox> withoutDuplicates(List<FaceBox> boxes, double most) {
        List<FaceBox> kept = new ArrayList<>();
        boxes.stream()
                .sorted(Comparator.comparingDouble(FaceBox::confidence).reversed())
                .filter(box -> kept.stream().noneMatch(other -> box.overlap(other) > most))
                .forEachOrdered(kept::add);
        return List.copyOf(kept);
    }
}
