package org.vouch.log;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses LOG = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.vouch.log");

    @Test
    void theTreeIsOfTheJdkAndItsHashAlone() {
        classes()
                .that()
                .resideInAPackage("org.vouch.log.tree")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.vouch.log.hash", "org.vouch.log.tree")
                .check(LOG);
    }

    @Test
    void signerAndWitnessKnowNothingOfEachOther() {
        classes()
                .that()
                .resideInAPackage("org.vouch.log.signer")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("org.vouch.log.witness")
                .check(LOG);
        classes()
                .that()
                .resideInAPackage("org.vouch.log.witness")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("org.vouch.log.signer")
                .check(LOG);
    }

    @Test
    void theCheckerSharesTheHashAlone() {
        classes()
                .that()
                .resideInAPackage("org.vouch.log.check")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.vouch.log.hash", "org.vouch.log.check")
                .check(LOG);
    }
}
