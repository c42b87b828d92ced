package org.vouch.local.scan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vouch.local.story.Witness;

/**
 * What the platform was shown: pieces of every picture, and of the first pictures of every person their pixels and the
 * faces in them too.
 */
public final class Shown implements Witness {

    static final String PICTURE = "a picture that was sent";
    static final String PIXELS = "pixels of a picture";
    static final String FACE = "a face's numbers";

    private final Set<String> photos = new HashSet<>();
    private final List<Needle> needles = new ArrayList<>();
    private boolean closely;

    @Override
    public synchronized boolean wantsFaces(String photo) {
        closely = photos.add(photo);
        return closely;
    }

    @Override
    public synchronized void saw(byte[] jpeg) {
        needles.addAll(Needles.jpeg(PICTURE, jpeg));
        if (closely) {
            needles.addAll(Needles.pixels(PIXELS, jpeg));
        }
    }

    @Override
    public synchronized void sawFace(float[] values) {
        needles.addAll(Needles.face(FACE, values));
    }

    synchronized List<Needle> needles() {
        return List.copyOf(needles);
    }
}
