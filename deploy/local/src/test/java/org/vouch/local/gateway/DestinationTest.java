package org.vouch.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.local.gateway.Destination.Ambiguous;
import org.vouch.local.gateway.Destination.Nowhere;
import org.vouch.local.gateway.Destination.Page;
import org.vouch.local.gateway.Destination.Service;

class DestinationTest {

    private static final Set<String> SERVICES = Set.of("identity", "audit");

    @ParameterizedTest
    @CsvSource({
        "/audit/v1/alerts, audit, /v1/alerts",
        "/audit/v1/alerts?rule=ring&limit=2, audit, /v1/alerts?rule=ring&limit=2",
        "/audit/v1/alerts?next=/../identity//%2e%2e, audit, /v1/alerts?next=/../identity//%2e%2e",
        "/identity, identity, /",
        "/identity?a, identity, /?a",
        "/identity/, identity, /",
        "/audit/tile/entries/x001/256.p/3, audit, /tile/entries/x001/256.p/3",
        "/audit/%E5%BC%A0%20, audit, /%E5%BC%A0%20",
        "/audit/identity/v1, audit, /identity/v1",
        "/audit/q/openapi, audit, /q/openapi",
        "/audit/q/openapi?format=json, audit, /q/openapi?format=json",
        "/audit/queue, audit, /queue",
        "/audit/.well-known/x..y, audit, /.well-known/x..y"
    })
    void theFirstSegmentSaysWhichServiceAndTheRestIsItsOwn(String target, String name, String uri) {
        assertThat(Destination.of(target, SERVICES)).isEqualTo(new Service(name, uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audit/../identity/v1",
                "/audit/..",
                "/audit/.",
                "/./audit",
                "/audit/v1/./alerts",
                "/audit/%2e%2e/identity",
                "/audit/%2E./identity",
                "/audit/..%2fidentity",
                "/audit/..%2Fidentity",
                "/audit/..%5cidentity",
                "/audit/..\\identity",
                "/audit/..;/identity",
                "/audit;x/v1",
                "/audit//v1",
                "//audit/v1",
                "/audit/%2fv1",
                "/audit/%71/metrics",
                "/audit/q%2fmetrics",
                "/%61udit/v1",
                "/audit/v1%00",
                "/audit/v1%3fa",
                "/audit/v1%23a",
                "/audit/%252e%252e/identity",
                "/audit/%zz",
                "/audit/%2",
                "/audit/a b",
                "/audit/#x",
                "http://localhost:8081/v1",
                "localhost:8081",
                "*",
                ""
            })
    void whatTwoReadersCouldReadDifferentlyIsRefused(String target) {
        assertThat(Destination.of(target, SERVICES)).isEqualTo(new Ambiguous());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/healthcode/v1",
                "/Audit/v1",
                "/auditor",
                "/favicon.ico",
                "/audit/q",
                "/audit/q/",
                "/audit/q/metrics",
                "/audit/q/health/ready",
                "/audit/q/health?x=1",
                "/audit/q/openapi/",
                "/audit/q/dev-ui",
                "/audit/internal",
                "/audit/internal/v1/sample-subjects",
                "/audit/internal?x=1"
            })
    void noPathLeadsToAServiceThatIsNotThereOrToWhatOnlyServicesAsk(String target) {
        assertThat(Destination.of(target, SERVICES)).isEqualTo(new Nowhere());
    }

    @Test
    void theRootSaysWhatThereIs() {
        assertThat(Destination.of("/", SERVICES)).isEqualTo(new Page("/"));
        assertThat(Destination.of("/?from=x", SERVICES)).isEqualTo(new Page("/"));
    }
}
