package org.vouch.identity.platform;

import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Keeps no buffer through which JSON went: a buffer that is used again holds what was sent last, a person's name and
 * document, for as long as nobody else writes over it, and a heap dump would show it.
 */
@Singleton
public class ForgetfulJson implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper json) {
        json.getFactory().setRecyclerPool(JsonRecyclerPools.nonRecyclingPool());
    }
}
