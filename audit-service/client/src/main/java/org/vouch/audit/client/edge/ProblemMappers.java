package org.vouch.audit.client.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request becomes problem+json; what it holds of the failure is the field's path and our words. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final ProblemAnswers answers;

    ProblemMappers(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return answers.toResponse(e.problem());
    }

    @ServerExceptionMapper
    Response unauthenticated(UnauthorizedException e) {
        return answers.toResponse(Problems.unauthorized());
    }

    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException e) {
        return answers.toResponse(Problems.unauthorized());
    }

    @ServerExceptionMapper
    Response wrongRole(ForbiddenException e) {
        return answers.toResponse(Problems.forbidden());
    }

    @ServerExceptionMapper
    @Priority(Priorities.USER - 1)
    Response mismatchedJson(MismatchedInputException e) {
        return answers.toResponse(inJson(e));
    }

    @ServerExceptionMapper
    @Priority(Priorities.USER - 1)
    Response malformedJson(JsonProcessingException e) {
        return answers.toResponse(inJson(e));
    }

    @ServerExceptionMapper
    @Priority(Priorities.USER - 1)
    Response invalid(ConstraintViolationException e) {
        return answers.toResponse(Problems.malformed(e.getConstraintViolations().stream()
                .map(violation -> new Problem.Violation(field(violation.getPropertyPath()), violation.getMessage()))
                .sorted(java.util.Comparator.comparing(Problem.Violation::field))
                .toList()));
    }

    @ServerExceptionMapper
    @Priority(Priorities.USER - 1)
    Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return answers.toResponse(inJson(json));
        }
        return answers.toResponse(ofStatus(e.getResponse().getStatus()));
    }

    /** A part of the platform is away; or the body ended early or passed the hard limit, where the answer is given. */
    @ServerExceptionMapper
    Response unreadable(IOException e) {
        if (Outages.isOne(e)) {
            return unexpected(e);
        }
        LOG.debugf("a body could not be read: %s", Causes.withoutMessages(e));
        return answers.toResponse(Problems.tooLarge());
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        if (Outages.isOne(e)) {
            LOG.warnf("a request could not be served: %s", Causes.withoutMessages(e));
            return answers.toResponse(Problems.overloaded());
        }
        LOG.errorf("a request failed unexpectedly: %s", Causes.withoutMessages(e));
        return answers.toResponse(Problems.internal());
    }

    /** Without the method's name, and without the parameter's where it is a field of the parameter that is wrong. */
    private static String field(Path path) {
        var nodes = StreamSupport.stream(path.spliterator(), false)
                .map(Object::toString)
                .toList();
        return String.join(".", nodes.subList(Math.min(2, nodes.size() - 1), nodes.size()));
    }

    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> Problems.malformed(List.of());
            case 401 -> Problems.unauthorized();
            case 403 -> Problems.forbidden();
            case 404 -> Problems.notFound();
            case 405 ->
                Problem.of(
                        405,
                        "method-not-allowed",
                        "This path does not take this method",
                        "The contract names the methods of each path.");
            case 406 ->
                Problem.of(
                        406,
                        "not-acceptable",
                        "This cannot be given in the wanted format",
                        "The contract names the formats of each answer.");
            case 413 -> Problems.tooLarge();
            case 414 -> Problem.of(414, "uri-too-long", "The address is too long", "Send shorter parameters.");
            case 415 ->
                Problem.of(
                        415,
                        "unsupported-media-type",
                        "This call does not take this kind of body",
                        "Send the media type that the contract names for this call.");
            case 431 ->
                Problem.of(431, "headers-too-large", "The headers are too large", "Send fewer or shorter headers.");
            case 503 -> Problems.overloaded();
            default ->
                status >= 500
                        ? Problems.internal()
                        : Problem.of(
                                status,
                                "refused",
                                "The request is refused",
                                "The request does not keep to the contract.");
        };
    }

    private static Problem inJson(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            var field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            var unknown = e instanceof UnrecognizedPropertyException;
            return Problems.malformed(
                    unknown ? parentOf(field) : field,
                    unknown ? "has a field that is not known here" : "has the wrong form");
        }
        return Problems.malformed("", "is not well-formed JSON of the expected shape");
    }

    /** The name of an unknown field is itself submitted text: only where it stood is told. */
    private static String parentOf(String field) {
        var dot = field.lastIndexOf('.');
        return dot < 0 ? "" : field.substring(0, dot);
    }
}
