package org.vouch.healthcode.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a rule may speak of, and nothing else: a condition that names an unknown fact, compares what cannot be compared
 * or gives no truth value is refused before it is ever evaluated.
 *
 * <pre>
 * tests       list of Test, newest sampling first
 * conclusive  those of them that are negative or positive
 * retests     list of Retest, newest sampling first
 *
 * Test    { negative, positive, conclusive: bool; sampledAt: timestamp }
 * Retest  { sampledAt: timestamp }
 *
 * x.within(duration) of either: sampled less than so long ago
 * </pre>
 *
 * There is no {@code now}: time enters by {@code within} alone, see {@link Moment}.
 */
final class Vocabulary {
    private static final String WITHIN_OF_TEST = "test_within";
    private static final String WITHIN_OF_RETEST = "retest_within";

    /** One option set for both sides, as the library demands; native time types spare conversions. */
    private static final CelOptions OPTIONS = CelOptions.current()
            .evaluateCanonicalTypesToNativeValues(true)
            .enableHeterogeneousNumericComparisons(false)
            .maxExpressionCodePointSize(2_000)
            .comprehensionMaxIterations(10_000)
            .build();

    private static final CelType TEST = struct(
            "vouch.Test",
            ImmutableMap.of(
                    "negative", SimpleType.BOOL,
                    "positive", SimpleType.BOOL,
                    "conclusive", SimpleType.BOOL,
                    "sampledAt", SimpleType.TIMESTAMP));
    private static final CelType RETEST = struct("vouch.Retest", ImmutableMap.of("sampledAt", SimpleType.TIMESTAMP));

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(new FactTypes())
            .addVar("tests", ListType.create(TEST))
            .addVar("conclusive", ListType.create(TEST))
            .addVar("retests", ListType.create(RETEST))
            .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    "within",
                    CelOverloadDecl.newMemberOverload(WITHIN_OF_TEST, SimpleType.BOOL, TEST, SimpleType.DURATION),
                    CelOverloadDecl.newMemberOverload(WITHIN_OF_RETEST, SimpleType.BOOL, RETEST, SimpleType.DURATION)))
            .setResultType(SimpleType.BOOL)
            .build();

    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(Condition.within(WITHIN_OF_TEST), Condition.within(WITHIN_OF_RETEST))
            .build();

    private Vocabulary() {}

    /** Compiles and type-checks; {@code place} is where the text stands, for the refusal. */
    static Condition condition(String text, String place) {
        var checked = COMPILER.compile(text);
        if (checked.hasError()) {
            throw new PolicyRejected(
                    place, checked.getErrors().stream().map(Vocabulary::located).collect(Collectors.joining("; ")));
        }
        try {
            return new Condition(RUNTIME.createProgram(checked.getAst()), place);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new PolicyRejected(place, "cannot be made into a program");
        }
    }

    private static String located(CelIssue issue) {
        var at = issue.getSourceLocation();
        return "line " + at.getLine() + " column " + (at.getColumn() + 1) + ": " + issue.getMessage();
    }

    private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
        return StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    private static final class FactTypes implements CelTypeProvider {
        @Override
        public com.google.common.collect.ImmutableCollection<CelType> types() {
            return ImmutableList.of(TEST, RETEST);
        }

        @Override
        public Optional<CelType> findType(String name) {
            return types().stream().filter(type -> type.name().equals(name)).findFirst();
        }
    }
}
