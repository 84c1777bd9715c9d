package jp.enishi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import jp.enishi.platform.test.EnishiTestResource;
import org.junit.jupiter.api.Test;

/** Whoever starts to sign in again and again from one address is asked to wait, in their language. */
@QuarkusTest
@TestProfile(LoginLimitTest.Tight.class)
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Upstream.class)
class LoginLimitTest {
    /** Few enough to reach the end of them. */
    public static final class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("enishi.gateway.rate-limits.login.requests", "2");
        }
    }

    @TestHTTPResource("/")
    URI base;

    @Test
    void signingInHasALimitForAnAddress() {
        Browser browser = new Browser(base);
        assertThat(browser.get("/login").statusCode()).isEqualTo(302);
        assertThat(browser.get("/login").statusCode()).isEqualTo(302);
        HttpResponse<String> refused = browser.get("/login");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 121L);
        assertThat(refused.body()).contains("lang=\"ja\"").contains("アクセスが集中しています");
        assertThat(browser.get("/login", "Accept-Language", "en").body()).contains("Too many requests");
        assertThat(browser.get("/page").statusCode()).isEqualTo(200);
    }
}
