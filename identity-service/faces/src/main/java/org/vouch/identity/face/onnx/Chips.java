package org.vouch.identity.face.onnx;

import java.util.List;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.picture.Picture;

/** A face as each network of a profile wants it, in the profile's order; {@link #close()} overwrites them. */
record Chips(List<Chip> all) implements AutoCloseable {

    static Chips of(Picture picture, FaceMesh mesh, RecogniserProfile profile) {
        return new Chips(profile.networks().stream()
                .map(network -> Chip.of(picture, mesh, network))
                .toList());
    }

    /** What a face's quality is measured by. */
    Chip first() {
        return all.get(0);
    }

    @Override
    public void close() {
        all.forEach(Chip::close);
    }
}
