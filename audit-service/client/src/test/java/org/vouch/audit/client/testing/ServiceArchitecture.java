package org.vouch.audit.client.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.ws.rs.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.access.AccessRecorder;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.DisclosureGate;

/**
 * The walls that every service has: features inside, adapters ({@code web}, {@code store}, {@code messaging}, …) around
 * them. A service's own {@code ArchitectureTest} implements this and adds what only it has.
 */
public interface ServiceArchitecture {

    /** The main classes of the service, without its tests and without the shared module. */
    JavaClasses service();

    /** The packages that connect the features to the world, as ArchUnit patterns. */
    String[] adapters();

    /** Features whose very subject is what comes from the broker. */
    default String[] onSpeakingTermsWithTheBroker() {
        return new String[0];
    }

    /** The service's root package, such as {@code org.vouch.identity}. */
    default String root() {
        return getClass().getPackageName();
    }

    /** For {@link #service()}; importing takes a second, so keep the result in a constant. */
    static JavaClasses classesOf(String root) {
        ImportOption notTheSharedModule = (Location location) -> !location.contains("/audit/client/");
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(notTheSharedModule)
                .importPackages(root);
    }

    @Test
    default void theServiceIsLookedAt() {
        assertThat(service()).hasSizeGreaterThan(50);
    }

    @Test
    default void featuresDoNotDependOnTheirAdapters() {
        noClasses()
                .that()
                .resideOutsideOfPackages(adapters())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(adapters())
                .check(service());
    }

    /** Where a transaction begins and ends is a feature's to say ({@code panache.common.WithTransaction}). */
    @Test
    default void featuresKnowNoBrokerNoHttpAndNoTables() {
        noClasses()
                .that()
                .resideOutsideOfPackages(adapters())
                .and()
                .resideOutsideOfPackages(onSpeakingTermsWithTheBroker())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.eclipse.microprofile.reactive..")
                .check(service());
        noClasses()
                .that()
                .resideOutsideOfPackages(adapters())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.ws.rs..",
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "io.quarkus.hibernate.reactive.panache",
                        "java.sql..")
                .check(service());
    }

    @Test
    default void timeAndChanceComeIn() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(SecureRandom.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ThreadLocalRandom.class)
                .check(service());
    }

    @Test
    default void onlyResourcesPassTheGateAndOnlyTheGateRecords() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .and()
                .areNotInterfaces()
                .should()
                .resideInAPackage("..web")
                .check(service());
        noClasses()
                .that()
                .resideOutsideOfPackage("..web")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(DisclosureGate.class, Disclosed.class)
                .check(service());
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(AccessRecorder.class)
                .check(service());
    }

    @Test
    default void resourcesReachTheDatabaseThroughTheFeatureOnly() {
        noClasses()
                .that()
                .resideInAPackage("..web")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..store..",
                        "..messaging..",
                        "io.vertx..sqlclient..",
                        "java.sql..",
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "io.quarkus.hibernate..")
                .check(service());
    }

    @Test
    default void entitiesStayInTheStore() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .resideInAPackage("..store")
                .andShould()
                .bePackagePrivate()
                .allowEmptyShould(true)
                .check(service());
    }

    /** What a span may say is decided once for all services, and where it goes: in the shared module. */
    @Test
    default void servicesAddNothingToTraces() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.opentelemetry..", "io.quarkus.opentelemetry..")
                .check(service());
    }

    @Test
    default void featuresFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching(root() + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(service());
    }
}
