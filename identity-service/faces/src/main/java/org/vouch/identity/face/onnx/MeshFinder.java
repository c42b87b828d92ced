package org.vouch.identity.face.onnx;

import java.util.Map;
import java.util.Objects;
import org.vouch.identity.face.picture.Picture;
import org.vouch.identity.face.picture.Similarity;

/** Lays the mesh on a detected face: MediaPipe's FaceMesh, as {@code facemesh.ts} of @vladmandic/human runs it. */
final class MeshFinder implements AutoCloseable {

    private static final int SIDE = 192;
    /** Room around the detector's box that the network was trained with. */
    private static final double ROOM = 1.5;

    private final OnnxNetwork network;

    MeshFinder(OnnxNetwork network) {
        this.network = network;
    }

    FaceMesh find(Picture picture, FaceBox box) {
        Similarity toPicture = Similarity.ofView(SIDE, box.centre(), ROOM * box.side(), box.tilt());
        float[] view = picture.view(toPicture, SIDE, false);
        for (int i = 0; i < view.length; i++) {
            view[i] /= 255;
        }
        Map<String, float[]> out = network.run(view, 1, SIDE, SIDE, 3);
        float[] points = Objects.requireNonNull(out.get("Identity_2"));
        float[] score = Objects.requireNonNull(out.get("Identity_1"));
        return new FaceMesh(points, toPicture, score[0]);
    }

    @Override
    public void close() {
        network.close();
    }
}
