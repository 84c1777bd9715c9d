package jp.enishi.web.page;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Turns templates into answers in the reader's language. */
@RequestScoped
public class Pages {
    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");
    private static final int A_YEAR = 365 * 24 * 3600;
    private static final int A_DAY = 24 * 3600;

    /** The cookie of the case that somebody wants to apply to. */
    private static final String WANTED = "wanted";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final RoutingContext routing;
    private final SecurityIdentity identity;
    private final String publicUrl;
    private @Nullable Page page;

    Pages(
            RoutingContext routing,
            SecurityIdentity identity,
            @ConfigProperty(name = "enishi.public-url") String publicUrl) {
        this.routing = routing;
        this.identity = identity;
        this.publicUrl = publicUrl;
    }

    public Page page() {
        Page known = page;
        if (known == null) {
            known = describe();
            page = known;
        }
        return known;
    }

    public Language language() {
        return page().language();
    }

    public ZoneId zone() {
        return page().zone();
    }

    /** The zone that the reader chose; empty when it is that of their device. */
    public String chosenZone() {
        return Zones.of(cookie(Zones.CHOSEN)).map(ZoneId::getId).orElse("");
    }

    public Response ok(TemplateInstance template) {
        return show(200, template);
    }

    /** The page with a status; a reader who just chose a language keeps it. */
    public Response show(int status, TemplateInstance template) {
        var answer = Response.status(status)
                .type(HTML)
                .header("Content-Language", language().tag())
                .header("Vary", "Accept-Language, Cookie")
                .header("Cache-Control", page().signedIn() ? "no-store" : "no-cache")
                .entity(render(template));
        if (language().tag().equals(routing.request().getParam("lang"))) {
            answer.cookie(new NewCookie.Builder("lang")
                    .value(language().tag())
                    .path("/")
                    .maxAge(A_YEAR)
                    .sameSite(NewCookie.SameSite.LAX)
                    .build());
        }
        return answer.build();
    }

    public String render(TemplateInstance template) {
        return template.setAttribute("page", page()).data("page", page()).render();
    }

    /** After a change: the browser reads the result, so that a reload repeats nothing. */
    public static Response seeOther(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .location(URI.create(path))
                .header("Cache-Control", "no-store")
                .build();
    }

    /**
     * Remembers for a day which case somebody wants to apply to, so that their pages lead back to it. It is kept as an id alone,
     * and read as nothing else, so that no address of anybody's making comes out of it.
     */
    public static Response wanting(String caseId, Response answer) {
        return ID.matcher(caseId).matches() ? wanted(caseId, A_DAY, answer) : answer;
    }

    /** The case is applied to. */
    public static Response wantingNothing(Response answer) {
        return wanted("", 0, answer);
    }

    private static Response wanted(String caseId, int seconds, Response answer) {
        return Response.fromResponse(answer)
                .cookie(new NewCookie.Builder(WANTED)
                        .value(caseId)
                        .path("/")
                        .maxAge(seconds)
                        .httpOnly(true)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .build();
    }

    /** The account of the reader; empty for visitors. */
    public String readerId() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Objects.requireNonNullElse(token.getSubject(), "")
                : "";
    }

    private Page describe() {
        var request = routing.request();
        var language = Language.of(request.getParam("lang"), cookie("lang"), request.getHeader("Accept-Language"));
        var zone = Zones.of(cookie(Zones.CHOSEN))
                .or(() -> Zones.of(cookie(Zones.DEVICE)))
                .filter(known -> !identity.isAnonymous())
                .orElse(Zones.JAPAN);
        String query = request.query() == null
                ? ""
                : Arrays.stream(request.query().split("&"))
                        .filter(part -> !part.startsWith("lang=") && !part.isEmpty())
                        .collect(Collectors.joining("&"));
        return new Page(
                language,
                language.tag().equals(request.getParam("lang")),
                zone,
                Objects.requireNonNullElse(request.path(), "/"),
                query,
                publicUrl,
                identity.isAnonymous() ? null : readersName(language),
                readerId(),
                Set.copyOf(identity.getRoles()),
                Optional.ofNullable(cookie(WANTED))
                        .filter(caseId -> identity.getRoles().contains("talent"))
                        .filter(caseId -> ID.matcher(caseId).matches())
                        .orElse(""));
    }

    private @Nullable String cookie(String name) {
        Cookie cookie = routing.request().getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    private String readersName(Language language) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return identity.getPrincipal().getName();
        }
        String name = Formats.name(token.getClaim("family_name"), token.getClaim("given_name"), language);
        return name.isEmpty() ? Objects.requireNonNullElse(token.getClaim("name"), token.getName()) : name;
    }
}
