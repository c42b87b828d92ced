package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No record prints what it holds: a log line or a failed assertion tells nobody's name, number, pseudonym or secret. */
class PrintsNobodyTest {
    private static final String TEXT = "somebody's own words";
    private static final UUID PSEUDONYM = UUID.fromString("5c3f2ab1-0000-4000-8000-123456789abc");

    /** Of organisations and their posts, of keys, published, or in the words of this service. */
    private static final Set<String> TELL_OF_NOBODY = Set.of(
            "Client",
            "Entry",
            "Keys",
            "Listed",
            "Metadata",
            "PublishedKey",
            "PublishedKeys",
            "Body",
            "RecogniserProfile",
            "Network",
            "AttackProfile",
            "Consent",
            "GivenConsent",
            "AdminAct",
            "ClientRevoked",
            "KeyRevoked",
            "KeyRevocation",
            "RevokedKey",
            "NewStaff",
            "StaffAccount",
            "StaffAccounts",
            "StaffMember",
            "StaffSession");

    private static final Set<String> OUR_WORDS = Set.of("why", "reason");

    static Stream<Class<?>> records() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.vouch.identity").stream()
                        .filter(type -> !type.getPackageName().equals("org.vouch.identity.models"))
                        .filter(JavaClass::isRecord)
                        .filter(type -> !TELL_OF_NOBODY.contains(type.getSimpleName()))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type ->
                                Arrays.stream(type.getRecordComponents()).anyMatch(PrintsNobodyTest::tells));
    }

    @ParameterizedTest
    @MethodSource("records")
    void noRecordPrintsWhatItHolds(Class<?> type) throws ReflectiveOperationException {
        assertThat(filled(type).toString()).doesNotContain(TEXT).doesNotContain(PSEUDONYM.toString());
    }

    private static boolean tells(RecordComponent component) {
        return (component.getType() == String.class || component.getType() == UUID.class)
                && !OUR_WORDS.contains(component.getName());
    }

    private static Object filled(Class<?> type) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var values = new @Nullable Object[components.length];
        for (var i = 0; i < components.length; i++) {
            values[i] = sample(components[i].getType());
        }
        var constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static @Nullable Object sample(Class<?> type) {
        if (type == String.class) {
            return TEXT;
        }
        if (type == UUID.class) {
            return PSEUDONYM;
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == OffsetDateTime.class) {
            return OffsetDateTime.MIN;
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == byte[].class) {
            return new byte[0];
        }
        return type == long.class ? (Object) 1L : null;
    }
}
