package org.vouch.identity.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::, 20010db800010002/64",
        "2001:db8:1:3::, 20010db800010003/64",
        "::ffff:192.0.2.7, 192.0.2.7",
        "::1, 0000000000000000/64",
        "not:an:address, unknown"
    })
    void isAnAddressOrTheNetworkOfASubscriber(String literal, String peer) {
        assertThat(Peer.ofLiteral(literal)).isEqualTo(peer);
    }

    /** Whoever sends the header themselves has another address with each call, or somebody else's, whose attempts they use up. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.0.9 | 203.0.113.5 | 203.0.113.5 | 203.0.113.5",
                "10.1.0.9 | 198.51.100.1 | 198.51.100.1, 203.0.113.5 | 203.0.113.5",
                "10.1.0.9 | 198.51.100.1 | 198.51.100.1; 203.0.113.5 | 203.0.113.5",
                "10.1.0.9 | unknown | nonsense, , 203.0.113.5 | 203.0.113.5",
                "10.1.0.9 | 198.51.100.1 | 198.51.100.1,203.0.113.5:4711 | 203.0.113.5",
                "10.1.0.9 | 198.51.100.1 | 198.51.100.1, [2001:db8:1:2::9]:4711 | 20010db800010002/64",
                "10.1.0.9 | 198.51.100.1 | 198.51.100.1, 2001:db8:1:2::9 | 20010db800010002/64",
                "10.1.0.9 | 198.51.100.1 | 198.51.100.1, | unknown",
                "10.1.0.9 | 10.1.0.9 | 10.1.0.9, 203.0.113.5 | 10.1.0.9",
                "203.0.113.5 | 203.0.113.5 | 198.51.100.1 | 203.0.113.5"
            })
    void behindAProxyIsWhatThatProxySaw(String spoke, String told, String headers, String peer) {
        assertThat(Peer.of(spoke, told, List.of(headers.split("; ")))).isEqualTo(peer);
    }

    @Test
    void aProxyThatSaysNothingIsThePeer() {
        assertThat(Peer.of("10.1.0.9", "10.1.0.9", List.of())).isEqualTo("10.1.0.9");
    }
}
