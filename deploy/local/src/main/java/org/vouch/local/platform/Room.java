package org.vouch.local.platform;

import java.util.List;

/** How much of this machine the platform may take. */
public enum Room {
    /** As little as possible, for trying: small heaps, the quick compiler alone, PostgreSQL's pages mostly on disk. */
    SMALL(16),
    /** What a node of a cluster would give it, for measuring: at least 512 MB of heap for each service, both compilers. */
    AMPLE(512);

    private static final int AMPLE_HEAP = 512;

    private final int sharedBuffersMegabytes;

    Room(int sharedBuffersMegabytes) {
        this.sharedBuffersMegabytes = sharedBuffersMegabytes;
    }

    /** Of PostgreSQL. */
    int sharedBuffersMegabytes() {
        return sharedBuffersMegabytes;
    }

    /** The JVM's options of a program that makes do with this heap. */
    List<String> options(int heapMegabytes) {
        return this == SMALL
                ? List.of("-XX:TieredStopAtLevel=1", "-Xmx" + heapMegabytes + "m")
                : List.of("-Xmx" + Math.max(heapMegabytes, AMPLE_HEAP) + "m");
    }
}
