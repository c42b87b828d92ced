package org.vouch.healthcode;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.access.AccessRecorder;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.DisclosureGate;

class ArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.vouch.healthcode");
    private static final String[] ADAPTERS = {"..web..", "..store..", "..messaging.."};

    @Test
    void featuresDoNotDependOnTheirAdapters() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ADAPTERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADAPTERS)
                .check(SERVICE);
    }

    @Test
    void featuresKnowNoBrokerAndNoHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ADAPTERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "org.apache.kafka..", "org.eclipse.microprofile.reactive..")
                .check(SERVICE);
    }

    @Test
    void factsAndRulesArePlain() {
        noClasses()
                .that()
                .resideInAnyPackage("org.vouch.healthcode.policy", "org.vouch.healthcode.facts")
                .and()
                .doNotHaveSimpleName("RecordedFacts")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.smallrye.mutiny..")
                .check(SERVICE);
    }

    @Test
    void onlyTheVocabularyOfPoliciesKnowsCel() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.vouch.healthcode.policy")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cel..")
                .check(SERVICE);
    }

    @Test
    void timeAndChanceComeIn() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .check(SERVICE);
    }

    @Test
    void onlyResourcesPassTheGateAndOnlyTheGateRecords() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .resideInAPackage("..web")
                .check(SERVICE);
        noClasses()
                .that()
                .resideOutsideOfPackage("..web")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(DisclosureGate.class, Disclosed.class)
                .check(SERVICE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(AccessRecorder.class)
                .check(SERVICE);
    }

    @Test
    void resourcesReachTheDatabaseThroughTheFeatureOnly() {
        noClasses()
                .that()
                .resideInAPackage("..web")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..store..", "io.vertx..sqlclient..", "java.sql..")
                .check(SERVICE);
    }

    @Test
    void sqlStaysInTheStores() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..store..", "..messaging..")
                .should()
                .callMethodWhere(target(owner(assignableTo(SqlClient.class))).and(target(nameMatching(".*[qQ]uery"))))
                .check(SERVICE);
    }

    @Test
    void storesAreNobodyElsesBusiness() {
        classes()
                .that()
                .resideInAnyPackage("..store..", "..messaging..")
                .and()
                .haveSimpleNameNotEndingWith("package-info")
                .should()
                .notBePublic()
                .check(SERVICE);
    }

    @Test
    void featuresFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching("org.vouch.healthcode.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }
}
