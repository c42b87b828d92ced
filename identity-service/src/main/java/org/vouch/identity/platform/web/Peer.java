package org.vouch.identity.platform.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where the current call comes from, as far as an address tells: one IPv4 address, or the /64 of an IPv6 address, which
 * one subscriber has whole. Behind a proxy it is the proxy's unless {@code quarkus.http.proxy} says to believe it.
 */
@RequestScoped
public class Peer {
    private static final int SUBSCRIBER = 8;

    private final CurrentVertxRequest current;

    Peer(CurrentVertxRequest current) {
        this.current = current;
    }

    public String address() {
        var address = current.getCurrent().request().remoteAddress();
        return address == null || address.hostAddress() == null ? "unknown" : ofLiteral(address.hostAddress());
    }

    static String ofLiteral(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            // With a colon in it it is no name: nothing is looked up.
            var parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), SUBSCRIBER)) + "/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException notALiteral) {
            return "unknown";
        }
    }
}
