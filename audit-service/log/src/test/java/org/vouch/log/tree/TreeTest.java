package org.vouch.log.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vouch.log.tree.TreeFixture.edge;
import static org.vouch.log.tree.TreeFixture.entries;
import static org.vouch.log.tree.TreeFixture.grown;
import static org.vouch.log.tree.TreeFixture.leaves;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vouch.log.hash.Hash;

class TreeTest {
    private static final int MOST = 300;
    private static final NaiveTree NAIVE = new NaiveTree(entries(MOST));
    private static final NaiveTree NAIVE_LARGE = new NaiveTree(entries(70_000));
    private static final List<Integer> SIZES = List.of(255, 256, 257, 65_535, 65_536, 65_537, 70_000);
    private static final Map<Integer, Map<TileId, byte[]>> AT_EACH_SIZE = new LinkedHashMap<>();

    @Test
    void theEmptyTreeHasTheHashOfNothing() {
        assertThat(new Tree(0, new Tiles(Map.of())).root())
                .isEqualTo(NAIVE.mth(0))
                .isEqualTo(Frontier.EMPTY.root())
                .hasToString("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    @Test
    void everyRootUpTo300IsTheNaiveOne() {
        var tiles = remembered(new Tiles(grown(MOST, 7)));
        var frontier = Frontier.EMPTY;
        for (var size = 1; size <= MOST; size++) {
            frontier = frontier.with(leaves(size - 1, size));
            var expected = NAIVE.mth(size);
            assertThat(new Tree(size, tiles).root()).isEqualTo(expected);
            assertThat(frontier.root()).isEqualTo(expected);
        }
    }

    @Test
    void everyInclusionProofUpTo300IsTheNaiveOneAndHolds() {
        var tiles = remembered(new Tiles(grown(MOST, MOST)));
        var wrong = new ArrayList<String>();
        for (var size = 1; size <= MOST; size++) {
            var tree = new Tree(size, tiles);
            var root = tree.root();
            for (var index = 0; index < size; index++) {
                var path = tree.inclusion(index);
                if (!path.equals(NAIVE.path(index, size))
                        || !Proofs.inclusion(leaves(index, index + 1).get(0), index, size, path, root)
                                .holds()) {
                    wrong.add(index + " in " + size);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyConsistencyPairUpTo300IsTheNaiveOneAndHolds() {
        var tiles = remembered(new Tiles(grown(MOST, 256)));
        var roots = new ArrayList<Hash>();
        var wrong = new ArrayList<String>();
        for (var size = 0; size <= MOST; size++) {
            roots.add(new Tree(size, tiles).root());
        }
        for (var to = 1; to <= MOST; to++) {
            for (var from = 1; from <= to; from++) {
                var path = new Tree(to, tiles).consistency(from);
                if (!path.equals(NAIVE.proof(from, to))
                        || !Proofs.consistency(from, to, path, roots.get(from), roots.get(to))
                                .holds()) {
                    wrong.add(from + " to " + to);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Grown from size to size, each step out of the edge that the one before left. */
    static Map<Integer, Map<TileId, byte[]>> atEachSize() {
        if (AT_EACH_SIZE.isEmpty()) {
            var tiles = new HashMap<TileId, byte[]>();
            var at = 0;
            for (var size : SIZES) {
                tiles.putAll(Growth.of(at, edge(tiles, at), leaves(at, size)).tiles());
                AT_EACH_SIZE.put(size, Map.copyOf(tiles));
                at = size;
            }
        }
        return AT_EACH_SIZE;
    }

    static Stream<Arguments> sizes() {
        return atEachSize().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void largeTreesHaveTheirRootsAndTheirWidths(int size, Map<TileId, byte[]> tiles) {
        assertThat(new Tree(size, new Tiles(tiles)).root()).isEqualTo(NAIVE_LARGE.mth(size));
        tiles.forEach((tile, bytes) -> assertThat(bytes).hasSize(tile.widthIn(size) * Hash.BYTES));
    }

    /** The example of C2SP tlog-tiles: 273 full and one partial tile, one and one, one. */
    @Test
    void seventyThousandEntriesHaveTheTilesThatTheSpecificationCountsHoweverTheyCame() {
        var tiles = grown(70_000, 70_000);
        assertThat(widths(tiles, 0)).hasSize(274).endsWith(112).startsWith(256);
        assertThat(widths(tiles, 1)).containsExactly(256, 17);
        assertThat(widths(tiles, 2)).containsExactly(1);
        assertThat(tiles.keySet()).allMatch(tile -> tile.level() <= 2);
        assertThat(same(tiles, atEachSize().getOrDefault(70_000, Map.of()))).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void largeTreesProveThemselvesFromTheFewTilesThatAProofNeeds(int size, Map<TileId, byte[]> all) {
        var whole = new Tree(size, new Tiles(all));
        for (var from : List.of(1, 200, size / 2, size - 1)) {
            var needed = Tiles.neededBy(size, tree -> tree.inclusion(from - 1));
            assertThat(needed).hasSizeLessThanOrEqualTo(6);
            var path = new Tree(size, new Tiles(only(all, needed))).inclusion(from - 1);
            assertThat(path).isEqualTo(NAIVE_LARGE.path(from - 1, size));
            assertThat(Proofs.inclusion(leaves(from - 1, from).get(0), from - 1, size, path, whole.root()))
                    .isEqualTo(new Verdict.Holds());
            needed = Tiles.neededBy(size, tree -> tree.consistency(from));
            path = new Tree(size, new Tiles(only(all, needed))).consistency(from);
            assertThat(path).isEqualTo(NAIVE_LARGE.proof(from, size));
            assertThat(Proofs.consistency(from, size, path, NAIVE_LARGE.mth(from), whole.root()))
                    .isEqualTo(new Verdict.Holds());
        }
    }

    @Test
    void doesNotGrowOutOfAnEdgeOfAnotherTree() {
        var tiles = grown(300, 300);
        assertThatThrownBy(() -> Growth.of(300, Map.of(), leaves(300, 301)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Growth.of(299, edge(tiles, 300), leaves(299, 300)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asksForNothingThatIsNotThere() {
        var tree = new Tree(5, new Tiles(grown(5, 5)));
        assertThatThrownBy(() -> tree.inclusion(5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tree(6, new Tiles(grown(5, 5))).root())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(tree.consistency(0)).isEmpty();
        assertThat(tree.consistency(5)).isEmpty();
    }

    /** Each hash computed once: ninety thousand proofs ask for the same few hundred. */
    private static Subtrees remembered(Subtrees subtrees) {
        var known = new HashMap<String, Hash>();
        return (level, index) -> known.computeIfAbsent(level + "/" + index, unused -> subtrees.root(level, index));
    }

    private static List<Integer> widths(Map<TileId, byte[]> tiles, int level) {
        return tiles.keySet().stream()
                .filter(tile -> tile.level() == level)
                .sorted(java.util.Comparator.comparingLong(TileId::index))
                .map(tile -> tiles.getOrDefault(tile, new byte[0]).length / Hash.BYTES)
                .toList();
    }

    private static Map<TileId, byte[]> only(Map<TileId, byte[]> all, java.util.Set<TileId> needed) {
        var few = new HashMap<>(all);
        few.keySet().retainAll(needed);
        return few;
    }

    private static boolean same(Map<TileId, byte[]> one, Map<TileId, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.keySet().stream().allMatch(tile -> java.util.Arrays.equals(one.get(tile), other.get(tile)));
    }
}
