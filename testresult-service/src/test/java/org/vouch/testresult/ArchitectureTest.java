package org.vouch.testresult;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.disclosure.DisclosureGate;

class ArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.vouch.testresult");
    private static final String[] ADAPTERS = {"..web..", "..store..", "..messaging..", "..healthcode.."};
    private static final String[] FEATURES = {
        "org.vouch.testresult.tubes",
        "org.vouch.testresult.results",
        "org.vouch.testresult.erasure",
        "org.vouch.testresult.moments",
        "org.vouch.testresult.topic"
    };

    @Test
    void featuresDoNotDependOnTheirAdapters() {
        noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADAPTERS)
                .check(SERVICE);
    }

    @Test
    void featuresKnowNoDatabaseNoBrokerAndNoHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx..",
                        "io.quarkus.hibernate..",
                        "jakarta.persistence..",
                        "jakarta.ws.rs..",
                        "org.hibernate..",
                        "org.apache.kafka..")
                .check(SERVICE);
    }

    @Test
    void timeAndChanceComeIn() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(SERVICE);
    }

    @Test
    void onlyTheGateMakesDisclosedAnswers() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .and()
                .areNotInterfaces()
                .should()
                .resideInAPackage("..web")
                .check(SERVICE);
        noClasses()
                .that()
                .resideOutsideOfPackage("..web")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(DisclosureGate.class)
                .check(SERVICE);
    }

    @Test
    void resourcesReachTheDatabaseThroughTheFeatureOnly() {
        noClasses()
                .that()
                .resideInAPackage("..web")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..store..", "io.vertx.mutiny.sqlclient..", "io.quarkus.hibernate..", "jakarta.persistence..")
                .check(SERVICE);
    }

    @Test
    void entitiesStayInTheStore() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .resideInAPackage("..store")
                .andShould()
                .bePackagePrivate()
                .check(SERVICE);
    }

    @Test
    void featuresFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching("org.vouch.testresult.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }
}
