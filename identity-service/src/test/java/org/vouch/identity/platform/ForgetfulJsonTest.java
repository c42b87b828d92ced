package org.vouch.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.vouch.identity.testing.ServiceTest;

@ServiceTest
class ForgetfulJsonTest {
    @Inject
    ObjectMapper json;

    @Test
    void noBufferOfTheServicesJsonIsUsedTwice() {
        assertThat(givesBuffersAgain(new ObjectMapper())).isTrue();
        assertThat(givesBuffersAgain(json)).isFalse();
    }

    private static boolean givesBuffersAgain(ObjectMapper mapper) {
        var pool = mapper.getFactory()._getRecyclerPool();
        var first = pool.acquireAndLinkPooled();
        first.releaseToPool();
        var second = pool.acquireAndLinkPooled();
        second.releaseToPool();
        return first == second;
    }
}
