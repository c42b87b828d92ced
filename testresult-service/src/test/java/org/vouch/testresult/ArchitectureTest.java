package org.vouch.testresult;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.ServiceArchitecture;

class ArchitectureTest implements ServiceArchitecture {
    private static final JavaClasses SERVICE = ServiceArchitecture.classesOf("org.vouch.testresult");

    @Override
    public JavaClasses service() {
        return SERVICE;
    }

    @Override
    public String[] adapters() {
        return new String[] {"..web..", "..store..", "..messaging..", "..healthcode.."};
    }

    @Test
    void featuresKnowNoDatabaseClient() {
        noClasses()
                .that()
                .resideOutsideOfPackages(adapters())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..")
                .check(SERVICE);
    }
}
