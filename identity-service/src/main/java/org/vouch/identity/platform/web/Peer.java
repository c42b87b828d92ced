package org.vouch.identity.platform.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.RequestScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the current call comes from, as far as an address tells: one IPv4 address, or the /64 of an IPv6 address, which
 * one subscriber has whole. Behind a proxy it is the proxy's unless {@code quarkus.http.proxy} says to believe it; then it is what
 * that proxy itself saw, the last entry of {@code X-Forwarded-For}. Entries before it are whatever the caller sent: most proxies add
 * theirs behind them (Envoy, nginx, HAProxy), and Quarkus believes the first one.
 */
@RequestScoped
public class Peer {
    private static final int SUBSCRIBER = 8;
    private static final String FORWARDED = "X-Forwarded-For";
    private static final String UNKNOWN = "unknown";

    /** IPv6 with or without a port, or IPv4 with one. */
    private static final Pattern ENTRY = Pattern.compile("\\[([^]]*)](?::\\d+)?|([^:]*):\\d+");

    private final CurrentVertxRequest current;

    Peer(CurrentVertxRequest current) {
        this.current = current;
    }

    public String address() {
        var request = current.getCurrent().request();
        return of(
                literal(request.connection().remoteAddress()),
                literal(request.remoteAddress()),
                request.headers().getAll(FORWARDED));
    }

    /**
     * @param spoke who has opened the connection
     * @param told whom Quarkus takes for the caller: somebody else where it believes the proxy
     * @param forwarded the headers, of which a proxy's own entry is the last one of all
     */
    static String of(String spoke, String told, List<String> forwarded) {
        if (told.equals(spoke) || forwarded.isEmpty()) {
            return ofLiteral(told);
        }
        var last = forwarded.get(forwarded.size() - 1);
        var entry = last.substring(last.lastIndexOf(',') + 1).strip();
        var withPort = ENTRY.matcher(entry);
        var address = !withPort.matches() ? entry : withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
        return address.isEmpty() ? UNKNOWN : ofLiteral(address);
    }

    private static String literal(@Nullable SocketAddress address) {
        return address == null || address.hostAddress() == null ? UNKNOWN : address.hostAddress();
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
            return UNKNOWN;
        }
    }
}
