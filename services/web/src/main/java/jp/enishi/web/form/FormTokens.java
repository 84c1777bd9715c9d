package jp.enishi.web.form;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jp.enishi.web.page.Pages;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * The token by which a form proves to come from a page of ours, made for the sign-in of its reader: a random number and its
 * HMAC with the reader and Keycloak's session. It needs no cookie, so any number of open pages work side by side, and it is
 * another one on each page, so that compression gives nothing away. It ends with the sign-in.
 *
 * <p>A form whose token does not hold is not lost: the reader sees what to do and sends it again. Forms of other sites never
 * come this far with a session, since the gateway refuses their origin.
 */
@Singleton
public class FormTokens {
    /** A field of a form that was stopped. */
    public record Sent(String name, String value) {}

    private static final String FIELD = "_csrf";
    private static final String HMAC = "HmacSHA256";
    private static final int RANDOM_BYTES = 16;
    private static final int SHORTEST_KEY = 32;
    private static final int LARGEST_FORM = 1_048_576;
    private static final int MOST_FIELDS = 4_000;
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Forms that visitors send too; nothing of a reader is in them. */
    private static final Set<String> OPEN = Set.of("/inquiry", "/inquiry/language");

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();
    private final SecurityIdentity identity;
    private final Pages pages;

    FormTokens(@ConfigProperty(name = "enishi.form-key") String key, SecurityIdentity identity, Pages pages) {
        if (key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("The key of the form tokens must have " + SHORTEST_KEY + " characters");
        }
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC);
        this.identity = identity;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance resend(List<Sent> fields);
    }

    /** A token for the forms of this page; empty for a visitor, who has none. */
    public String issue() {
        if (!(identity.getPrincipal() instanceof JsonWebToken reader)) {
            return "";
        }
        byte[] number = new byte[RANDOM_BYTES];
        random.nextBytes(number);
        return encode(number) + "." + encode(mac(number, reader));
    }

    boolean genuine(@Nullable String token, JsonWebToken reader) {
        if (token == null) {
            return false;
        }
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length == 2
                    && MessageDigest.isEqual(
                            Base64.getUrlDecoder().decode(parts[1]),
                            mac(Base64.getUrlDecoder().decode(parts[0]), reader));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** A visitor's form: the reader has signed out, or the session ended, since the page was opened. */
    @ServerRequestFilter(preMatching = true)
    public Uni<@Nullable Response> stopVisitors(
            ResteasyReactiveContainerRequestContext request, RoutingContext routing) {
        if (SAFE.contains(request.getMethod())
                || !identity.isAnonymous()
                || OPEN.contains(routing.request().path())
                || !form(request)
                || large(routing)) {
            return Uni.createFrom().nullItem();
        }
        routing.request().resume();
        return Uni.createFrom()
                .completionStage(() -> routing.request().body().toCompletionStage())
                .map(body -> {
                    var fields = new ArrayList<Sent>();
                    new QueryStringDecoder(body.toString(), StandardCharsets.UTF_8, false, MOST_FIELDS)
                            .parameters()
                            .forEach((name, values) -> values.forEach(value -> fields.add(new Sent(name, value))));
                    return resend(fields);
                });
    }

    /** A reader's form. */
    @ServerRequestFilter
    @WithFormRead
    public @Nullable Response check(ResteasyReactiveContainerRequestContext request) {
        if (SAFE.contains(request.getMethod()) || !(identity.getPrincipal() instanceof JsonWebToken reader)) {
            return null;
        }
        FormData sent = form(request)
                ? ((ResteasyReactiveRequestContext) request.getServerRequestContext()).getFormData()
                : null;
        if (sent == null) {
            return Response.status(Response.Status.BAD_REQUEST).build();
        }
        FormValue token = sent.getFirst(FIELD);
        if (genuine(token == null ? null : token.getValue(), reader)) {
            return null;
        }
        var fields = new ArrayList<Sent>();
        sent.forEach(name -> sent.get(name).forEach(value -> fields.add(new Sent(name, value.getValue()))));
        return resend(fields);
    }

    private Response resend(List<Sent> fields) {
        return pages.show(
                Response.Status.BAD_REQUEST.getStatusCode(),
                Templates.resend(fields.stream()
                        .filter(field -> !field.name().equals(FIELD))
                        .toList()));
    }

    private static boolean form(ResteasyReactiveContainerRequestContext request) {
        MediaType type = request.getMediaType();
        return type != null && MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type);
    }

    private static boolean large(RoutingContext routing) {
        String length = routing.request().getHeader("Content-Length");
        return length == null || !length.matches("\\d{1,7}") || Integer.parseInt(length) > LARGEST_FORM;
    }

    private byte[] mac(byte[] number, JsonWebToken reader) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(number);
            return mac.doFinal((reader.getSubject() + " " + reader.getClaim("sid")).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
