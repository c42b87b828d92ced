package org.vouch.identity.models;

import java.util.List;

/**
 * Writes a recogniser that can be calculated by hand: its template is the mean of each of sixteen tiles of its input,
 * channel by channel, row by row.
 */
public final class TileNetwork {

    public static final int TILES_PER_SIDE = 4;
    public static final int DIMENSIONS = 3 * TILES_PER_SIDE * TILES_PER_SIDE;

    private TileNetwork() {}

    /** The bytes of an ONNX file. */
    public static byte[] onnx(int side, boolean channelsFirst) {
        OnnxGraph graph = new OnnxGraph("tiles");
        String input = channelsFirst
                ? graph.input("face", OnnxGraph.BATCH, 3, side, side)
                : graph.input("face", OnnxGraph.BATCH, side, side, 3);
        String planes = channelsFirst
                ? input
                : graph.node("Transpose", "planes", List.of(input), OnnxGraph.Attribute.numbers("perm", 0, 3, 1, 2));
        long tile = side / TILES_PER_SIDE;
        String tiles = graph.node(
                "AveragePool",
                "tiles",
                List.of(planes),
                OnnxGraph.Attribute.numbers("kernel_shape", tile, tile),
                OnnxGraph.Attribute.numbers("strides", tile, tile));
        String template = graph.node("Flatten", "template", List.of(tiles));
        String unused = graph.output(template, OnnxGraph.BATCH, DIMENSIONS);
        assert unused.equals(template);
        return graph.toBytes();
    }
}
