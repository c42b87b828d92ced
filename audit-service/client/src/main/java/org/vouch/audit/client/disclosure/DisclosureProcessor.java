package org.vouch.audit.client.disclosure;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Fails the build where an endpoint does not say how it knows its subject.
 *
 * <p>Every method with a JAX-RS verb carries exactly one of {@link Discloses} and {@link DisclosesNothing}; the first
 * returns {@link Disclosed} of one person, never a stream or a collection of them, and, unless it is the caller's own
 * data, with no collection of a type marked {@link AboutAPerson} in it at any depth; the second returns neither
 * {@code Disclosed} nor anything that holds a marked type, at any depth, nor a type that hides what it holds. Writes what was declared to {@value #DECLARATIONS}, from which the OpenAPI document tells it.
 */
@SupportedAnnotationTypes("*")
public final class DisclosureProcessor extends AbstractProcessor {
    static final String DECLARATIONS = "META-INF/vouch/disclosures.txt";

    private static final String HERE = "org.vouch.audit.client.disclosure.";
    /** Types that say nothing of what they hold: an endpoint that returns one could hide a person in it. */
    private static final List<String> OPAQUE = List.of(
            "jakarta.ws.rs.core.Response",
            "java.util.Map",
            "com.fasterxml.jackson.databind.JsonNode",
            "io.vertx.core.json.JsonObject",
            "io.vertx.core.json.JsonArray");

    private static final List<String> MANY =
            List.of("java.util.Map", "java.lang.Iterable", "java.util.stream.BaseStream", "io.smallrye.mutiny.Multi");

    private final Set<String> declarations = new TreeSet<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (var annotation : annotations) {
            if (isVerb(annotation)) {
                round.getElementsAnnotatedWith(annotation).stream()
                        .filter(element -> element.getKind() == ElementKind.METHOD)
                        // A client's interface calls endpoints; it does not serve them.
                        .filter(element -> !isClient(element.getEnclosingElement()))
                        .forEach(element -> check((ExecutableElement) element));
            }
        }
        if (round.processingOver() && !declarations.isEmpty()) {
            write();
        }
        return false;
    }

    private void check(ExecutableElement endpoint) {
        var discloses = annotation(endpoint, HERE + "Discloses");
        var nothing = annotation(endpoint, HERE + "DisclosesNothing");
        if ((discloses == null) == (nothing == null)) {
            error(endpoint, "say how this endpoint knows its subject: exactly one of @Discloses and @DisclosesNothing");
            return;
        }
        if (nothing != null) {
            if (value(nothing).toString().replace("\"", "").isBlank()) {
                error(endpoint, "@DisclosesNothing says why");
            }
            if (mentions(endpoint.getReturnType(), HERE + "Disclosed")) {
                error(endpoint, "what is disclosed is declared with @Discloses");
            }
            refusePersonal(endpoint, endpoint.getReturnType(), new HashSet<>());
        } else {
            var disclosed = disclosed(endpoint.getReturnType());
            if (disclosed == null) {
                error(endpoint, "data about a person leaves through the gate: return Disclosed<...>");
            } else if (isManyOnTheWay(endpoint.getReturnType())
                    || (!sources(Objects.requireNonNull(discloses)).equals("self")
                            && holdsPeople(disclosed.getTypeArguments().get(0), false, new HashSet<>()))) {
                error(endpoint, "nobody can list people: one person at a time");
            }
        }
        declare(endpoint, discloses);
    }

    private void declare(ExecutableElement endpoint, @Nullable AnnotationMirror discloses) {
        var sources = discloses == null ? "none" : sources(discloses);
        declarations.add(Objects.requireNonNull(endpoint.getEnclosingElement()).getSimpleName() + "_"
                + endpoint.getSimpleName() + " " + sources);
    }

    private static String sources(AnnotationMirror discloses) {
        return String.join(
                ",",
                ((List<?>) value(discloses).getValue())
                        .stream()
                                .map(source -> source.toString())
                                .map(source -> source.substring(source.lastIndexOf('.') + 1))
                                .map(source -> source.toLowerCase(Locale.ROOT).replace('_', '-'))
                                .toList());
    }

    private void refusePersonal(ExecutableElement endpoint, TypeMirror type, Set<String> seen) {
        if (type instanceof ArrayType array) {
            refusePersonal(endpoint, array.getComponentType(), seen);
            return;
        }
        if (hides(type)) {
            error(endpoint, type + " hides what it holds: return a type that tells");
            return;
        }
        if (!(type instanceof DeclaredType declared) || !seen.add(type.toString())) {
            return;
        }
        var element = (TypeElement) declared.asElement();
        var name = element.getQualifiedName().toString();
        if (annotation(element, HERE + "AboutAPerson") != null) {
            error(endpoint, element.getSimpleName() + " is about a person: it leaves through the gate only");
        }
        declared.getTypeArguments().forEach(argument -> refusePersonal(endpoint, argument, seen));
        if (name.startsWith("org.vouch.")) {
            parts(declared).forEach(part -> refusePersonal(endpoint, part, seen));
        }
    }

    /** Whether the type, or what it is made of, is a collection with something in it that is about a person. */
    private boolean holdsPeople(TypeMirror type, boolean many, Set<String> seen) {
        if (type instanceof ArrayType array) {
            return holdsPeople(array.getComponentType(), true, seen);
        }
        if (!(type instanceof DeclaredType declared) || !seen.add(many + type.toString())) {
            return false;
        }
        var element = (TypeElement) declared.asElement();
        if (many && annotation(element, HERE + "AboutAPerson") != null) {
            return true;
        }
        var within = many || isMany(type);
        return declared.getTypeArguments().stream().anyMatch(argument -> holdsPeople(argument, within, seen))
                || (element.getQualifiedName().toString().startsWith("org.vouch.")
                        && parts(declared).anyMatch(part -> holdsPeople(part, within, seen)));
    }

    /** The types of what one of our own types holds, and the types that it may turn out to be. */
    private Stream<? extends TypeMirror> parts(DeclaredType type) {
        var element = (TypeElement) type.asElement();
        var fields = element.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.FIELD)
                .filter(member -> !member.getModifiers().contains(Modifier.STATIC))
                .map(member -> processingEnv.getTypeUtils().asMemberOf(type, member));
        return Stream.concat(fields, element.getPermittedSubclasses().stream());
    }

    /** Types that do not say what is in them: raw ones, wildcards, and those that take anything. */
    private boolean hides(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            return type.getKind() == TypeKind.WILDCARD || type.getKind() == TypeKind.TYPEVAR;
        }
        var element = (TypeElement) declared.asElement();
        if (element.getQualifiedName().contentEquals("java.lang.Object")
                || declared.getTypeArguments().size()
                        < element.getTypeParameters().size()) {
            return true;
        }
        return OPAQUE.stream().anyMatch(name -> isA(type, name));
    }

    private static @Nullable DeclaredType disclosed(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            return null;
        }
        if (((TypeElement) declared.asElement()).getQualifiedName().contentEquals(HERE + "Disclosed")) {
            return declared.getTypeArguments().isEmpty() ? null : declared;
        }
        return declared.getTypeArguments().stream()
                .map(DisclosureProcessor::disclosed)
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private static boolean mentions(TypeMirror type, String name) {
        return type instanceof DeclaredType declared
                && (((TypeElement) declared.asElement()).getQualifiedName().contentEquals(name)
                        || declared.getTypeArguments().stream().anyMatch(argument -> mentions(argument, name)));
    }

    private boolean isManyOnTheWay(TypeMirror type) {
        return isMany(type)
                || (type instanceof DeclaredType declared
                        && declared.getTypeArguments().stream().anyMatch(this::isManyOnTheWay));
    }

    private boolean isMany(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return array.getComponentType() instanceof DeclaredType;
        }
        return MANY.stream().anyMatch(name -> isA(type, name));
    }

    private boolean isA(TypeMirror type, String name) {
        var types = processingEnv.getTypeUtils();
        var wanted = processingEnv.getElementUtils().getTypeElement(name);
        return wanted != null && types.isAssignable(types.erasure(type), types.erasure(wanted.asType()));
    }

    private static boolean isVerb(TypeElement annotation) {
        return annotation(annotation, "jakarta.ws.rs.HttpMethod") != null;
    }

    private static boolean isClient(@Nullable Element type) {
        return annotation(type, "org.eclipse.microprofile.rest.client.inject.RegisterRestClient") != null;
    }

    private static @Nullable AnnotationMirror annotation(@Nullable Element element, String name) {
        return element == null
                ? null
                : element.getAnnotationMirrors().stream()
                        .filter(mirror -> ((TypeElement)
                                        mirror.getAnnotationType().asElement())
                                .getQualifiedName()
                                .contentEquals(name))
                        .findFirst()
                        .orElse(null);
    }

    private static AnnotationValue value(AnnotationMirror annotation) {
        return annotation.getElementValues().values().iterator().next();
    }

    private void write() {
        try {
            var file = processingEnv.getFiler().createResource(StandardLocation.CLASS_OUTPUT, "", DECLARATIONS);
            try (var out = file.openWriter()) {
                out.write(String.join("\n", declarations) + "\n");
            }
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "cannot write " + DECLARATIONS);
        }
    }

    private void error(Element where, String words) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, words, where);
    }
}
