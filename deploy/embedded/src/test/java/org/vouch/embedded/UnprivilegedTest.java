package org.vouch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UnprivilegedTest {

    @Test
    void rootTakesANamespaceWhereItMay() {
        assertThat(Unprivileged.ofRoot(true, true).prefix()).containsExactly("setsid", "unshare", "-U");
        assertThat(Unprivileged.ofRoot(true, false).owner()).isZero();
    }

    @Test
    void rootBecomesNobodyWhereThereAreNoNamespaces() {
        Unprivileged nobody = Unprivileged.ofRoot(false, true);

        assertThat(nobody.prefix()).startsWith("setsid", "setpriv").contains("--reuid=65534");
        assertThat(nobody.owner()).isEqualTo(65_534);
    }

    @Test
    void rootIsToldWhatToDoWhereThereIsNeither() {
        assertThatThrownBy(() -> Unprivileged.ofRoot(false, false))
                .hasMessageContaining("Start as an ordinary user")
                .hasMessageNotContaining(System.lineSeparator());
    }
}
