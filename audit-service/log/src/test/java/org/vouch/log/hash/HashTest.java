package org.vouch.log.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {
    private static final String EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    /** Of transparency-dev/merkle, as everybody has them: the empty tree and the empty leaf. */
    @Test
    void theSmallestTreesHaveTheirKnownHashes() {
        assertThat(TreeHash.EMPTY.base64()).isEqualTo(EMPTY);
        assertThat(TreeHash.leaf(new byte[0]).base64()).isEqualTo("bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=");
    }

    @Test
    void noEntryPassesForANode() {
        var left = TreeHash.leaf(new byte[] {1});
        var right = TreeHash.leaf(new byte[] {2});
        var joined = Arrays.copyOf(left.bytes(), 2 * Hash.BYTES);
        System.arraycopy(right.bytes(), 0, joined, Hash.BYTES, Hash.BYTES);
        assertThat(TreeHash.leaf(joined)).isNotEqualTo(TreeHash.node(left, right));
        assertThat(Hash.at(joined, 1)).isEqualTo(right);
    }

    @Test
    void nobodyChangesIt() {
        var bytes = TreeHash.EMPTY.bytes();
        var hash = Hash.of(bytes);
        bytes[0]++;
        hash.bytes()[0]++;
        assertThat(hash).isEqualTo(TreeHash.EMPTY).hasSameHashCodeAs(TreeHash.EMPTY);
        assertThat(Hash.ofBase64(EMPTY)).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
            })
    void whatIsNotTheOneBase64OfAHashIsNone(String text) {
        assertThatThrownBy(() -> Hash.ofBase64(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
