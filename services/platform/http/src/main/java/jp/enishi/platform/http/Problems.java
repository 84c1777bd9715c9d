package jp.enishi.platform.http;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.Forbidden;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Every failure as a problem. Nothing of a class, a statement or a stack reaches the caller:
 * what is not known here becomes a 500 whose only content is the trace id under which it was logged.
 */
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int DEEPEST_CAUSE = 12;

    private Problems() {}

    static Response answer(Throwable failure, String traceId) {
        Problem problem = of(failure, traceId);
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        if (failure instanceof WebApplicationException standard) {
            for (String kept : List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER)) {
                String value = standard.getResponse().getHeaderString(kept);
                if (value != null) {
                    answer.header(kept, null).header(kept, value);
                }
            }
        }
        return answer.build();
    }

    /** The problem that a failure is; logs what only the operator may know. */
    static Problem of(Throwable failure, String traceId) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            Problem known = known(cause, traceId);
            if (known != null) {
                if (known.status() >= 500) {
                    LOG.errorf(failure, "failed, trace %s", traceId);
                }
                return known;
            }
        }
        LOG.errorf(failure, "failed, trace %s", traceId);
        return problem(500, "internal", "something went wrong on our side", traceId);
    }

    private static @Nullable Problem known(Throwable failure, String traceId) {
        return switch (failure) {
            case RuleViolation rule ->
                new Problem(
                        Problem.TYPES + rule.code(),
                        "The rules do not allow this now",
                        409,
                        rule.code(),
                        rule.code(),
                        rule.args(),
                        List.of(),
                        traceId);
            case ValidationFailure invalid ->
                problem(422, "validation-failed", "some values are not valid", invalid.errors(), traceId);
            case ConstraintViolationException invalid -> constraint(invalid, traceId);
            case NotFound hidden -> {
                LOG.debugf("not found: %s, trace %s", hidden.getMessage(), traceId);
                yield problem(404, "not-found", "there is no such thing", traceId);
            }
            case StaleVersion stale ->
                problem(412, "version-stale", "the thing has changed since this version was read", traceId);
            case Forbidden refused -> {
                LOG.infof("forbidden: %s, trace %s", refused.getMessage(), traceId);
                yield problem(403, "forbidden", "the caller may not do this", traceId);
            }
            case Refusal refusal ->
                problem(refusal.status(), refusal.code(), refusal.code(), refusal.errors(), traceId);
            case ForbiddenException refused -> problem(403, "forbidden", "the caller may not do this", traceId);
            case UnauthorizedException anonymous -> unauthenticated(traceId);
            case AuthenticationException invalid -> unauthenticated(traceId);
            case WebApplicationException standard -> standard(standard, traceId);
            default -> SqlStates.problem(failure, traceId);
        };
    }

    private static Problem standard(WebApplicationException failure, String traceId) {
        int status = failure.getResponse().getStatus();
        Throwable cause = failure.getCause();
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof Refusal || inner instanceof ValidationFailure) {
                return Objects.requireNonNull(known(inner, traceId));
            }
        }
        if (failure instanceof NotFoundException && cause != null) {
            return problem(400, "parameter-malformed", "a parameter of the path or the query is malformed", traceId);
        }
        return switch (status) {
            case 400 -> problem(400, "malformed", "the request is malformed", traceId);
            case 401 -> unauthenticated(traceId);
            case 403 -> problem(403, "forbidden", "the caller may not do this", traceId);
            case 404 -> problem(404, "not-found", "there is no such thing", traceId);
            case 405 -> problem(405, "method-not-allowed", "this path has no such method", traceId);
            case 406 -> problem(406, "not-acceptable", "no acceptable representation", traceId);
            case 410 -> problem(410, "gone", "the thing is no longer here", traceId);
            case 413 -> problem(413, "body-too-large", "the body is too large", traceId);
            case 415 -> problem(415, "media-type-unsupported", "the body's media type is not supported", traceId);
            case 429 -> problem(429, "too-many-requests", "too many requests; wait and try again", traceId);
            case 503 -> problem(503, "unavailable", "not available now; wait and try again", traceId);
            default -> {
                if (status >= 400 && status < 500) {
                    yield problem(status, "refused", "the request was refused", traceId);
                }
                yield problem(500, "internal", "something went wrong on our side", traceId);
            }
        };
    }

    static String escape(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }

    private static @Nullable Problem constraint(ConstraintViolationException invalid, String traceId) {
        List<FieldError> errors = new ArrayList<>();
        for (ConstraintViolation<?> violation : invalid.getConstraintViolations()) {
            if (isReturnValue(violation.getPropertyPath())) {
                return null;
            }
            String annotation = violation
                    .getConstraintDescriptor()
                    .getAnnotation()
                    .annotationType()
                    .getSimpleName();
            Map<String, Object> args = new LinkedHashMap<>();
            violation.getConstraintDescriptor().getAttributes().forEach((name, value) -> {
                boolean limit = value instanceof Number;
                if (limit) {
                    args.put(name, value);
                }
            });
            errors.add(new FieldError(pointer(violation.getPropertyPath()), kebab(annotation), args));
        }
        errors.sort(java.util.Comparator.comparing(FieldError::pointer).thenComparing(FieldError::code));
        return problem(422, "validation-failed", "some values are not valid", errors, traceId);
    }

    private static boolean isReturnValue(Path path) {
        for (Path.Node node : path) {
            if (node.getKind() == jakarta.validation.ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    /** The path without the method and its parameter, so that it points into the body: {@code save.body.roles[2].years}. */
    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        List<Path.Node> nodes = new ArrayList<>();
        path.forEach(nodes::add);
        boolean method = !nodes.isEmpty() && nodes.getFirst().getKind() == jakarta.validation.ElementKind.METHOD;
        for (int at = 0; at < nodes.size(); at++) {
            Path.Node node = nodes.get(at);
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(escape(node.getKey().toString()));
            }
            boolean skipped = method && (at == 0 || (at == 1 && nodes.size() > 2));
            if (!skipped
                    && node.getName() != null
                    && node.getKind() != jakarta.validation.ElementKind.CONTAINER_ELEMENT) {
                pointer.append('/').append(escape(node.getName()));
            }
        }
        return pointer.toString();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }

    private static Problem unauthenticated(String traceId) {
        return problem(401, "unauthenticated", "a valid access token is needed", traceId);
    }

    static Problem problem(int status, String code, String detail, String traceId) {
        return problem(status, code, detail, List.of(), traceId);
    }

    static Problem problem(int status, String code, String detail, List<FieldError> errors, String traceId) {
        Response.Status standard = Response.Status.fromStatusCode(status);
        String title = standard == null ? "Refused" : standard.getReasonPhrase();
        return new Problem(Problem.TYPES + code, title, status, code, detail, null, errors, traceId);
    }
}
