package org.vouch.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.ws.rs.Path;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.identity.face.FaceTemplate;

class ArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.vouch.identity");
    private static final String[] ADAPTERS = {"..web..", "..store..", "..registry..", "..onnx.."};
    private static final String[] FEATURES = {
        "org.vouch.identity.document",
        "org.vouch.identity.enrolment",
        "org.vouch.identity.event",
        "org.vouch.identity.face",
        "org.vouch.identity.facesession",
        "org.vouch.identity.me",
        "org.vouch.identity.presence",
        "org.vouch.identity.token",
        "org.vouch.identity.vault"
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
                .resideInAnyPackage("io.vertx..", "java.sql..", "jakarta.ws.rs..", "org.apache.kafka..")
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
                .orShould()
                .callConstructor(SecureRandom.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ThreadLocalRandom.class)
                .orShould()
                .callConstructor(Random.class)
                .check(SERVICE);
    }

    @Test
    void onlyResourcesPassTheGate() {
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
                .resideInAnyPackage("..store..", "io.vertx..", "java.sql..")
                .check(SERVICE);
    }

    /** P3: what a face became stays where it is judged, sealed or waiting. */
    @Test
    void noResourceAndNoEventKnowsATemplate() {
        noClasses()
                .that()
                .resideInAnyPackage("..web", "org.vouch.identity.event..", "org.vouch.identity.me..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(FaceTemplate.class)
                .check(SERVICE);
    }

    /** Pictures come in over HTTP and must not touch a disk; the networks and the keys are what is read from files. */
    @Test
    void nothingThatMeetsAPictureMeetsADisk() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..facesession..", "..enrolment..", "..presence..", "..vault..", "..face.picture..", "..me..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Files.class, java.io.File.class, java.io.FileOutputStream.class, java.io.RandomAccessFile.class)
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("FileUpload")
                .check(SERVICE);
    }

    @Test
    void featuresFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching("org.vouch.identity.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }
}
