package org.vouch.identity.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

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
}
