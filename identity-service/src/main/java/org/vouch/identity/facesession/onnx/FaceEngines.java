package org.vouch.identity.facesession.onnx;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.vouch.identity.face.AttackPolicy;
import org.vouch.identity.face.AttackProfile;
import org.vouch.identity.face.FaceEngine;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.onnx.OnnxFaceEngine;
import org.vouch.identity.face.onnx.StageListener;

/** Gives the service its one face engine, and the match policy of the same profile: never one with another's threshold. */
@ApplicationScoped
class FaceEngines {

    @Produces
    @Singleton
    RecogniserProfile profile(Faces configuration) {
        return RecogniserProfile.named(configuration.profile());
    }

    /** Empty where none is configured. */
    @Produces
    @Singleton
    Optional<AttackProfile> attacks(Faces configuration) {
        return configuration.attackProfile().map(AttackProfile::of);
    }

    @Produces
    @ApplicationScoped
    FaceEngine engine(RecogniserProfile profile, Optional<AttackProfile> attacks) {
        return new OnnxFaceEngine(profile, attacks.orElse(null), StageListener.NONE);
    }

    void release(@Disposes FaceEngine engine) {
        if (engine instanceof OnnxFaceEngine onnx) {
            onnx.close();
        }
    }

    @Produces
    @Dependent
    MatchPolicy policy(RecogniserProfile profile) {
        return MatchPolicy.of(profile);
    }

    @Produces
    @Singleton
    AttackPolicy attackPolicy(Optional<AttackProfile> attacks) {
        return attacks.map(AttackPolicy::of).orElse(AttackPolicy.NONE);
    }

    /** How faces are recognised. */
    @ConfigMapping(prefix = "vouch.face")
    interface Faces {

        /** Name of a built-in recogniser profile, or a profile's absolute path; the threshold is part of it and of nothing else. */
        @WithDefault(RecogniserProfile.BUILT_IN)
        String profile();

        /**
         * A profile of a network that tells faces from pictures of faces, by its file; without one, nothing but the
         * challenge stands in the way of a picture.
         */
        Optional<Path> attackProfile();
    }
}
