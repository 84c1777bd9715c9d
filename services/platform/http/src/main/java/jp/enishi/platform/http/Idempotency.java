package jp.enishi.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * One key, one effect: runs the work once per caller and {@code Idempotency-Key} and replays its answer afterwards.
 * The key's record and the work commit in one transaction, so a failed or lost attempt leaves nothing and can be repeated.
 */
@ApplicationScoped
public class Idempotency {
    public static final String KEY = "Idempotency-Key";
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final List<String> KEPT_HEADERS = List.of(HttpHeaders.ETAG, HttpHeaders.LOCATION);

    private final Caller caller;
    private final RequestBody body;
    private final RoutingContext request;
    private final ObjectMapper json;

    @Inject
    Idempotency(Caller caller, RequestBody body, RoutingContext request, ObjectMapper json) {
        this.caller = caller;
        this.body = body;
        this.request = request;
        this.json = json;
    }

    /**
     * Runs the work in a new transaction that use cases with {@code @WithTransaction} join. The work's item is the answer's
     * body, or a {@link Response} (see {@link Views}) whose body, ETag and Location are kept; the status is the given one.
     * Fails with 400 without a key, 409 while the same key runs, 422 when the key came with another request.
     */
    public <T> Uni<Response> once(int status, Supplier<Uni<T>> work) {
        String key = request.request().getHeader(KEY);
        if (key == null || key.isBlank()) {
            return Uni.createFrom().failure(new Refusal(400, "idempotency-key-missing"));
        }
        if (!KEY_FORM.matcher(key).matches()) {
            return Uni.createFrom().failure(new Refusal(400, "idempotency-key-malformed"));
        }
        String operation = request.request().method() + " " + request.request().uri();
        UUID user = caller.subject().userId();
        String scope = user == null
                ? "anonymous " + request.request().method() + " "
                        + request.request().path()
                : user.toString();
        byte[] fingerprint = fingerprint(operation);
        return Panache.withTransaction(() -> Panache.getSession()
                .flatMap(session -> lock(session, scope, key)
                        .flatMap(locked -> stored(session, scope, key))
                        .flatMap(found -> found.isEmpty()
                                ? work.get().flatMap(item -> keep(session, scope, key, fingerprint, status, item))
                                : Uni.createFrom().item(() -> replay(found.getFirst(), fingerprint)))));
    }

    private byte[] fingerprint(String operation) {
        byte[] name = operation.getBytes(StandardCharsets.UTF_8);
        byte[] hash = body.hash();
        byte[] both = Arrays.copyOf(name, name.length + hash.length);
        System.arraycopy(hash, 0, both, name.length, hash.length);
        return RequestBody.sha256(both);
    }

    private static Uni<Boolean> lock(Mutiny.Session session, String scope, String key) {
        return session.createNativeQuery("select pg_try_advisory_xact_lock(hashtextextended(?1, 4711))", Boolean.class)
                .setParameter(1, scope + '\n' + key)
                .getSingleResult()
                .invoke(locked -> {
                    if (!locked) {
                        throw new Refusal(409, "request-in-progress");
                    }
                });
    }

    private static Uni<List<Object[]>> stored(Mutiny.Session session, String scope, String key) {
        return session.createNativeQuery(
                        "select request_hash, status, cast(headers as text), body from idempotency"
                                + " where caller = ?1 and key = ?2",
                        Object[].class)
                .setParameter(1, scope)
                .setParameter(2, key)
                .getResultList();
    }

    private Response replay(Object[] found, byte[] fingerprint) {
        if (!Arrays.equals((byte[]) found[0], fingerprint)) {
            throw new Refusal(422, "idempotency-key-reused");
        }
        return answer((Integer) found[1], headers((String) found[2]), (String) found[3])
                .header(REPLAYED, "true")
                .build();
    }

    private Uni<Response> keep(
            Mutiny.Session session, String scope, String key, byte[] fingerprint, int status, @Nullable Object item) {
        Map<String, String> headers = new TreeMap<>();
        Object entity = item;
        if (item instanceof Response response) {
            entity = response.getEntity();
            for (String name : KEPT_HEADERS) {
                String value = response.getHeaderString(name);
                if (value != null) {
                    headers.put(name, value);
                }
            }
        }
        String text = entity == null ? null : write(entity);
        return session.flush()
                .flatMap(flushed -> session.createNativeQuery(
                                "insert into idempotency (caller, key, request_hash, status, headers, body)"
                                        + " values (?1, ?2, ?3, ?4, cast(cast(?5 as text) as jsonb), ?6)")
                        .setParameter(1, scope)
                        .setParameter(2, key)
                        .setParameter(3, fingerprint)
                        .setParameter(4, status)
                        .setParameter(5, write(headers))
                        .setParameter(6, text)
                        .executeUpdate())
                .map(kept -> answer(status, headers, text).build());
    }

    private static Response.ResponseBuilder answer(int status, Map<String, String> headers, @Nullable String text) {
        Response.ResponseBuilder answer = Response.status(status);
        headers.forEach(answer::header);
        if (text != null) {
            answer.entity(text.getBytes(StandardCharsets.UTF_8)).type(MediaType.APPLICATION_JSON_TYPE);
        }
        return answer;
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("an answer that is no JSON", ours);
        }
    }

    private Map<String, String> headers(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a kept answer is unreadable", ours);
        }
    }
}
