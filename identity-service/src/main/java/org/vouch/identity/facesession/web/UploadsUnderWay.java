package org.vouch.identity.facesession.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.vouch.audit.client.edge.Problems;
import org.vouch.identity.facesession.FaceSessionConfig;

/**
 * Bounds what strangers may have under way: so many uploads, each of which holds a thread, and so many bytes of
 * pictures; from one address fewer uploads and at most half of the bytes, so that nobody takes all of it however slowly
 * they send.
 */
@ApplicationScoped
class UploadsUnderWay {
    private final int mostUploads;
    private final int mostUploadsOfOne;
    private final long mostBytes;
    private final Map<String, Share> shares = new HashMap<>();
    private int uploads;
    private long bytes;

    UploadsUnderWay(FaceSessionConfig config) {
        this.mostUploads = config.receivedAtOnce();
        this.mostUploadsOfOne = config.receivedAtOncePerPeer();
        this.mostBytes = config.receivedBytes();
    }

    /** What one address has under way; guarded by the whole. */
    private static final class Share {
        private int uploads;
        private long bytes;
    }

    /** One more from this address; refused with 429 where it has its share, with 503 where all are taken. */
    synchronized Upload begin(String peer) {
        var share = shares.get(peer);
        if (share != null && share.uploads == mostUploadsOfOne) {
            throw FaceProblems.tooManyUploads().asException();
        }
        if (uploads == mostUploads) {
            throw Problems.overloaded().asException();
        }
        var mine = share == null ? new Share() : share;
        shares.put(peer, mine);
        mine.uploads++;
        uploads++;
        return new Upload(peer, mine);
    }

    private synchronized boolean take(Share share, int more) {
        if (bytes + more > mostBytes || share.bytes + more > mostBytes / 2) {
            return false;
        }
        share.bytes += more;
        bytes += more;
        return true;
    }

    private synchronized void giveBack(Share share, long held) {
        share.bytes -= held;
        bytes -= held;
    }

    private synchronized void end(String peer, Share share) {
        uploads--;
        share.uploads--;
        if (share.uploads == 0) {
            shares.remove(peer);
        }
    }

    /** One upload, by one thread; it ends, and holds nothing more, when it is closed. */
    final class Upload implements AutoCloseable {
        private final String peer;
        private final Share share;
        private long held;

        private Upload(String peer, Share share) {
            this.peer = peer;
            this.share = share;
        }

        /** Where it comes from. */
        String peer() {
            return peer;
        }

        /** Whether it may hold so many bytes more. */
        boolean take(int more) {
            var taken = UploadsUnderWay.this.take(share, more);
            held += taken ? more : 0;
            return taken;
        }

        /** It holds no picture any more. */
        void giveBack() {
            UploadsUnderWay.this.giveBack(share, held);
            held = 0;
        }

        @Override
        public void close() {
            giveBack();
            end(peer, share);
        }
    }
}
