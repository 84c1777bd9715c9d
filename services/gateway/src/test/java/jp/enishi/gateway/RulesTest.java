package jp.enishi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the gateway that need no server. */
class RulesTest {
    private static final URI TALENTS = URI.create("http://127.0.0.1:1");
    private static final URI SKILLS = URI.create("http://127.0.0.1:2");
    private static final URI WEB = URI.create("http://127.0.0.1:3");

    private final GatewayConfig config = new GatewayConfig() {
        @Override
        public URI publicUrl() {
            return URI.create("https://enishi.example");
        }

        @Override
        public long maxBodyBytes() {
            return 10;
        }

        @Override
        public Map<String, URI> routes() {
            return Map.of("/", WEB, "/api/v1/talents", TALENTS, "/api/v1/talents/skills", SKILLS);
        }

        @Override
        public URI signInUrl() {
            return URI.create("https://sign-in.example/realms/enishi");
        }

        @Override
        public Duration answerWithin() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration streamSilence() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Map<RouteClass, RateLimit> rateLimits() {
            return Map.of(
                    RouteClass.LOGIN, limit(2, Duration.ofMinutes(1)),
                    RouteClass.READ, limit(3, Duration.ofMinutes(1)),
                    RouteClass.UPLOAD, limit(1, Duration.ofHours(1)));
        }
    };

    private static GatewayConfig.RateLimit limit(int requests, Duration per) {
        return new GatewayConfig.RateLimit() {
            @Override
            public int requests() {
                return requests;
            }

            @Override
            public Duration per() {
                return per;
            }
        };
    }

    @Test
    void theLongestPrefixWins() {
        RouteTable routes = new RouteTable(config);
        assertThat(routes.target("/api/v1/talents")).contains(TALENTS);
        assertThat(routes.target("/api/v1/talents/me")).contains(TALENTS);
        assertThat(routes.target("/api/v1/talents/skills/java")).contains(SKILLS);
        assertThat(routes.target("/api/v1/talents/skillset")).contains(TALENTS);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/cases/0199-a/requirements, /api/v1/cases",
        "/api/v1/cases, /api/v1/cases",
        "/api/v1/notifications/stream, /api/v1/notifications/stream",
        "/api/v1/notifications/0199/reading, /api/v1/notifications",
        "/talent/inbox, /",
        "/, /",
        "NOT_FOUND, NOT_FOUND"
    })
    void requestsAreCountedByTheirPartOfTheApi(String path, String part) {
        assertThat(Measures.part(path)).isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/v1", "/api/v1/talentsx", "/api/v1/unknown", "/api/v2/talents"})
    void anApiPathThatNobodyOwnsLeadsNowhere(String path) {
        assertThat(new RouteTable(config).target(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/listings", "/apiary", "/assets/a.css"})
    void everythingElseIsAPage(String path) {
        assertThat(new RouteTable(config).target(path)).contains(WEB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/listings", "/cases/1?tab=2&x=%2F%2Fa#b", "/a//b"})
    void ownPathsAreFollowed(String to) {
        assertThat(Door.ownPath(to)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/a\\b",
                "https://evil.example",
                "https:evil.example",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: x=y",
                "/\t/evil.example",
                "/\n/evil.example",
                "/ /evil.example",
                " /a",
                "a",
                "/日本"
            })
    void nothingLeadsToAnotherSite(String to) {
        assertThat(Door.ownPath(to)).isFalse();
    }

    @Test
    void noPathIsNoOwnPath() {
        assertThat(Door.ownPath(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::1, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true"
    })
    void addressesShareABucketByTheirNetwork(String one, String other, boolean same) {
        assertThat(RateLimits.addressKey(one).equals(RateLimits.addressKey(other)))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET, cross-site, https://evil.example, true",
                "POST, -, https://enishi.example, true",
                "POST, same-origin, https://enishi.example, true",
                "POST, same-origin, -, true",
                "POST, -, -, false",
                "POST, -, https://evil.example, false",
                "POST, -, null, false",
                "POST, -, http://enishi.example, false",
                "POST, -, https://enishi.example.evil.example, false",
                "POST, same-origin, https://evil.example, false",
                "POST, same-site, https://enishi.example, false",
                "POST, cross-site, https://enishi.example, false",
                "POST, none, -, false",
                "DELETE, cross-site, -, false"
            })
    void onlyOurOwnPagesMayUseASession(String method, String site, String origin, boolean trusted) {
        HttpServerRequest request = (HttpServerRequest) Proxy.newProxyInstance(
                HttpServerRequest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "method" -> HttpMethod.valueOf(method);
                    case "getHeader" -> "Origin".equals(arguments[0]) ? origin : site;
                    default -> throw new UnsupportedOperationException(called.getName());
                });
        assertThat(new Origins(config).trusted(request)).isEqualTo(trusted);
    }

    @Test
    void eachCallerAndClassHasAnAllowanceOfItsOwn() {
        RateLimits limits = new RateLimits(config);
        assertThat(limits.take("a", RouteClass.LOGIN)).isZero();
        assertThat(limits.take("a", RouteClass.LOGIN)).isZero();
        assertThat(limits.take("a", RouteClass.LOGIN)).isBetween(1L, 31L);
        assertThat(limits.take("b", RouteClass.LOGIN)).isZero();
        assertThat(limits.take("a", RouteClass.READ)).isZero();
        assertThat(limits.take("a", RouteClass.UPLOAD)).isZero();
        assertThat(limits.take("a", RouteClass.UPLOAD)).isBetween(3_000L, 3_601L);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET, /login, LOGIN, -",
                "GET, /login/callback, WRITE, -",
                "POST, /api/v1/cases, WRITE, -",
                "POST, /api/v1/inquiries, INQUIRY, application/json",
                "POST, /inquiry, INQUIRY, application/x-www-form-urlencoded",
                "POST, /api/v1/inquiries/, INQUIRY, application/json",
                "POST, /inquiry/, INQUIRY, application/x-www-form-urlencoded",
                "POST, /inquiry/language, WRITE, application/x-www-form-urlencoded",
                "POST, /api/v1/inquiries/1/closing, WRITE, application/json",
                "GET, /api/v1/inquiries, READ, -",
                "GET, /inquiry, READ, -",
                "POST, /talent/resume, UPLOAD, multipart/form-data; boundary=x",
                "PUT, /api/v1/talents/1/resume, UPLOAD, application/pdf",
                "PUT, /api/v1/talents/1/resume, WRITE, application/json",
                "POST, /talent/resume, WRITE, application/x-www-form-urlencoded; charset=UTF-8",
                "GET, /talent/resume, READ, application/pdf",
                "DELETE, /listings, WRITE, -",
                "GET, /api/v1/notifications/stream, STREAM, -",
                "GET, /api/v1/matches/cases/1, SEARCH, -",
                "GET, /listings, SEARCH, -",
                "GET, /listings/, SEARCH, -",
                "GET, /login/, LOGIN, -",
                "HEAD, /, READ, -"
            })
    void aRequestHasAClass(String method, String path, RouteClass expected, String contentType) {
        assertThat(RouteClass.of(HttpMethod.valueOf(method), path, contentType)).isEqualTo(expected);
    }
}
