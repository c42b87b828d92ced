package org.vouch.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.ServiceArchitecture;
import org.vouch.identity.face.FaceTemplate;

class ArchitectureTest implements ServiceArchitecture {
    private static final JavaClasses SERVICE = ServiceArchitecture.classesOf("org.vouch.identity");

    @Override
    public JavaClasses service() {
        return SERVICE;
    }

    @Override
    public String[] adapters() {
        return new String[] {"..web..", "..store..", "..registry..", "..onnx.."};
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
}
