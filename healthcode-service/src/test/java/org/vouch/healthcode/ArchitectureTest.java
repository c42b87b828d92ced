package org.vouch.healthcode;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.vertx.mutiny.sqlclient.SqlClient;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.ServiceArchitecture;

class ArchitectureTest implements ServiceArchitecture {
    private static final JavaClasses SERVICE = ServiceArchitecture.classesOf("org.vouch.healthcode");

    @Override
    public JavaClasses service() {
        return SERVICE;
    }

    @Override
    public String[] adapters() {
        return new String[] {"..web..", "..store..", "..messaging.."};
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
    void sqlStaysInTheStores() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..store..")
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
}
