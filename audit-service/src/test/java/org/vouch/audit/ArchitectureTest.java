package org.vouch.audit;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.vouch.audit.client.testing.ServiceArchitecture;

class ArchitectureTest implements ServiceArchitecture {
    private static final JavaClasses SERVICE = ServiceArchitecture.classesOf("org.vouch.audit");

    @Override
    public JavaClasses service() {
        return SERVICE;
    }

    @Override
    public String[] adapters() {
        return new String[] {
            "org.vouch.audit..web..",
            "org.vouch.audit..store..",
            "org.vouch.audit..http..",
            "org.vouch.audit..messaging..",
            "org.vouch.audit..stream.."
        };
    }

    /** The records' own form is what is read here, set aside where it is wrong, and waited for. */
    @Override
    public String[] onSpeakingTermsWithTheBroker() {
        return new String[] {"org.vouch.audit.records", "org.vouch.audit.entries", "org.vouch.audit.health"};
    }
}
