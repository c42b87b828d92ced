package org.vouch.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.disclosure.Disclosed;

class ArchitectureTest {
    private static final JavaClasses AUDIT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.vouch.audit");
    private static final String[] ADAPTERS = {
        "org.vouch.audit..web..",
        "org.vouch.audit..store..",
        "org.vouch.audit..messaging..",
        "org.vouch.audit..stream.."
    };

    private static final DescribedPredicate<JavaClass> OF_THE_SERVICE = DescribedPredicate.describe(
            "classes of the service",
            type -> type.getPackageName().startsWith("org.vouch.audit")
                    && !type.getPackageName().startsWith("org.vouch.audit.client"));

    @Test
    void theServiceIsLookedAt() {
        classes()
                .that(OF_THE_SERVICE)
                .should()
                .bePublic()
                .orShould()
                .notBePublic()
                .check(AUDIT);
    }

    @Test
    void featuresDoNotKnowTheirAdapters() {
        noClasses()
                .that(OF_THE_SERVICE)
                .and()
                .resideOutsideOfPackages(ADAPTERS)
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.and(OF_THE_SERVICE, JavaClass.Predicates.resideInAnyPackage(ADAPTERS)))
                .check(AUDIT);
    }

    @Test
    void adaptersOfDifferentFeaturesDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("org.vouch.audit..web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.vouch.audit..store..", "org.vouch.audit..messaging..")
                .check(AUDIT);
    }

    @Test
    void resourcesHaveNoSql() {
        noClasses()
                .that()
                .resideInAPackage("org.vouch.audit..web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.mutiny.sqlclient..", "org.hibernate..", "io.quarkus.hibernate..")
                .check(AUDIT);
    }

    @Test
    void rulesAndWindowsArePure() {
        noClasses()
                .that()
                .resideInAPackage("org.vouch.audit.detection")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.vertx..", "io.smallrye.mutiny..", "io.quarkus..")
                .check(AUDIT);
    }

    @Test
    void timeAndIdsAreHandedIn() {
        noClasses()
                .that(OF_THE_SERVICE)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(AUDIT);
    }

    @Test
    void onlyTheGateDiscloses() {
        noClasses()
                .that(OF_THE_SERVICE)
                .should()
                .callConstructor(Disclosed.class, Object.class)
                .check(AUDIT);
    }

    @Test
    void entitiesStayInTheirStore() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Entity")
                .should()
                .resideInAPackage("..store..")
                .andShould()
                .bePackagePrivate()
                .check(AUDIT);
    }
}
