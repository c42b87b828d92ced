package org.vouch.identity.facesession.onnx;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.vouch.identity.face.FaceEngine;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.onnx.OnnxFaceEngine;

/** Gives the service its one face engine, and the match policy of the same profile: never one with another's threshold. */
@ApplicationScoped
class FaceEngines {

    @Produces
    @Singleton
    RecogniserProfile profile(Faces configuration) {
        return RecogniserProfile.named(configuration.profile());
    }

    @Produces
    @ApplicationScoped
    FaceEngine engine(RecogniserProfile profile) {
        return new OnnxFaceEngine(profile);
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

    /** How faces are recognised. */
    @ConfigMapping(prefix = "vouch.face")
    interface Faces {

        /** Name of a built-in recogniser profile, or a profile's absolute path; the threshold is part of it and of nothing else. */
        @WithDefault(RecogniserProfile.DLIB_RESNET)
        String profile();
    }
}
