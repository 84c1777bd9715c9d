package jp.enishi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes the door, what does not, and what each answer carries. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Upstream.class)
class DoorTest {
    @TestHTTPResource("/")
    URI base;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = to(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static JsonObject arrived(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonObject("headers");
    }

    private static void problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getInteger("status")).isEqualTo(status);
    }

    private static void guarded(HttpResponse<?> answer) {
        Browser.guarded(answer);
    }

    @Test
    void everyRequestHasATraceBelowTheSpanOfTheGateway() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        String outside = "b7ad6b7169203331";
        assertThat(arrived(get("/page", "traceparent", "00-" + trace + "-" + outside + "-01"))
                        .getString("traceparent"))
                .matches("00-" + trace + "-(?!" + outside + ")[0-9a-f]{16}-00");
        String fresh = "00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-00";
        assertThat(arrived(get("/page")).getString("traceparent")).matches(fresh);
        assertThat(arrived(get("/page", "traceparent", "00-nonsense-01")).getString("traceparent"))
                .matches(fresh);
    }

    @Test
    void forgedHeadersDoNotArriveAndOurOwnDo() throws Exception {
        JsonObject headers = arrived(get(
                "/page",
                "X-Forwarded-For",
                "6.6.6.6",
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "gopher",
                "X-Forwarded-Prefix",
                "/evil",
                "Forwarded",
                "for=6.6.6.6",
                "X-User",
                "admin",
                "X-Enishi-Roles",
                "admin",
                "X-Real-IP",
                "6.6.6.6",
                "X-Kept",
                "yes"));
        assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(headers.getString("x-forwarded-host")).isEqualTo("enishi.example");
        assertThat(headers.getString("x-forwarded-proto")).isEqualTo("https");
        assertThat(headers.getString("x-kept")).isEqualTo("yes");
        assertThat(headers.fieldNames())
                .doesNotContain("forwarded", "x-user", "x-enishi-roles", "x-real-ip", "x-forwarded-prefix");
        assertThat(headers.encode()).doesNotContain("6.6.6.6", "evil");
    }

    @Test
    void aBearerTokenPassesUnchanged() throws Exception {
        String token = Tokens.talent(UUID.randomUUID());
        assertThat(arrived(get("/api/v1/talents/me", "Authorization", "Bearer " + token))
                        .getString("authorization"))
                .isEqualTo("Bearer " + token);
    }

    @Test
    void aBearerTokenMayWriteFromAnywhere() throws Exception {
        HttpResponse<String> answer = send(to("/api/v1/talents")
                .header("Authorization", "Bearer " + Tokens.talent(UUID.randomUUID()))
                .header("Origin", "https://elsewhere.example")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(arrived(answer).getString("authorization")).startsWith("Bearer ");
    }

    @Test
    void aRefusedTokenIsAnsweredByAProblem() throws Exception {
        HttpResponse<String> answer = get("/api/v1/talents/me", "Authorization", "Bearer abc.def.ghi");
        problem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        guarded(answer);
    }

    @Test
    void sessionCookiesStayHereAndOthersPass() throws Exception {
        JsonObject headers = arrived(
                get("/page", "Cookie", "lang=en; q_session=abc; __Host-q_session=abc; __Host-q_auth_x=1; theme=dark"));
        assertThat(headers.getString("cookie")).isEqualTo("lang=en; theme=dark");
        assertThat(headers.containsKey("authorization")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "not*base64", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "eyJhbGciOiJub25lIn0.e30."})
    void anUnknownSessionIsAVisitorWithoutTheCookie(String value) throws Exception {
        HttpResponse<String> answer = get("/page", "Cookie", "__Host-q_session=" + value);
        assertThat(arrived(answer).containsKey("authorization")).isFalse();
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("__Host-q_session=;").contains("Max-Age=0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/loose", "/missing", "/down/x", "/api/v1/nobody", "/api/v1/matches/x", "/moved"})
    void everyAnswerIsGuarded(String path) throws Exception {
        guarded(get(path));
    }

    @Test
    void anUnknownApiPathLeadsNowhere() throws Exception {
        problem(get("/api/v1/nobody"), 404, "not-found");
        assertThat(get("/page/../api/v1/talents").statusCode()).isEqualTo(404);
        assertThat(get("/%61pi/v1/talents").statusCode()).isEqualTo(404);
        assertThat(get("/page//api/v1/talents").statusCode()).isEqualTo(404);
        assertThat(get("/inquiry;a=b").statusCode()).isEqualTo(404);
    }

    @Test
    void tooLargeABodyIsRefused() throws Exception {
        assertThat(status("POST /api/v1/talents HTTP/1.1\r\nHost: x\r\nContent-Length: 10485761\r\n\r\n"))
                .isEqualTo(413);
    }

    @Test
    void aBodyOfTheLargestSizePasses() throws Exception {
        HttpResponse<String> answer = send(to("/upload").POST(BodyPublishers.ofByteArray(new byte[10_485_760])));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getInteger("length")).isEqualTo(10_485_760);
    }

    @Test
    void aBodyOfUnknownLengthIsRefused() throws Exception {
        HttpResponse<String> answer =
                send(to("/api/v1/talents").POST(BodyPublishers.ofInputStream(() -> InputStream.nullInputStream())));
        problem(answer, 411, "length-required");
        guarded(answer);
    }

    @Test
    void eventsPassOneByOneAndAClosedReaderEndsTheStream() throws Exception {
        System.clearProperty("enishi.test.stream.closed");
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /api/v1/notifications/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + Tokens.talent(UUID.randomUUID()) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder seen = new StringBuilder();
            byte[] part = new byte[4_096];
            while (!seen.toString().contains(": keep-alive")) {
                int read = socket.getInputStream().read(part);
                assertThat(read).isPositive();
                seen.append(new String(part, 0, read, StandardCharsets.UTF_8));
            }
            assertThat(seen).contains("data: 1").contains("text/event-stream");
            assertThat(System.getProperty("enishi.test.stream.closed")).isNull();
        }
        Instant end = Instant.now().plusSeconds(10);
        while (System.getProperty("enishi.test.stream.closed") == null
                && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(System.getProperty("enishi.test.stream.closed")).isEqualTo("true");
    }

    @Test
    void whatOnlyReadsIsAskedForAgainWhenItsConnectionIsLostAndNothingElseIs() throws Exception {
        HttpResponse<String> read = get("/lost");
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo("found");
        HttpRequest.Builder write = to("/lost")
                .header("Authorization", "Bearer " + Tokens.talent(UUID.randomUUID()))
                .header("Accept", "application/json");
        assertThat(send(write.copy().POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(503);
        // The service loses every other one: had the first been sent twice, this one would be lost.
        assertThat(send(write.copy().POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aStreamIsAskedForAgainWhenItsConnectionIsLostBeforeItBegins() throws Exception {
        HttpRequest request = to("/lost/stream").build();
        HttpResponse<InputStream> stream = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream events = stream.body()) {
            assertThat(stream.statusCode()).isEqualTo(200);
            assertThat(new String(events.readNBytes(11), StandardCharsets.UTF_8))
                    .isEqualTo("data: found");
        }
    }

    @Test
    void nobodyAsksAgainForAReaderWhoHasLeft() throws Exception {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write("GET /lost/slowly HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(get("/lost/slowly/arrived").statusCode()).isEqualTo(200);
        }
        assertThat(get("/lost/slowly/asked").body()).isEqualTo("1");
    }

    @Test
    void aServiceThatIsAwayIsToldToProgramsAndToPeople() throws Exception {
        HttpResponse<String> api =
                get("/api/v1/matches/x", "Authorization", "Bearer " + Tokens.talent(UUID.randomUUID()));
        problem(api, 503, "service-unavailable");
        assertThat(api.headers().firstValue("Retry-After")).isPresent();
        HttpResponse<String> ja = get("/down/x");
        assertThat(ja.statusCode()).isEqualTo(503);
        assertThat(ja.body()).contains("lang=\"ja\"").contains("ただいまご利用いただけません");
        String style = ja.body().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(ja.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("style-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';");
        HttpResponse<String> en = get("/down/x", "Accept-Language", "en-GB,en;q=0.9,ja;q=0.1");
        assertThat(en.body()).contains("lang=\"en\"").contains("Not available right now");
        assertThat(get("/down/x", "Accept-Language", "en", "Cookie", "lang=ja").body())
                .contains("lang=\"ja\"");
        assertThat(get("/down/x?lang=en", "Cookie", "lang=ja").body()).contains("lang=\"en\"");
        assertThat(get("/down/x", "Accept-Language", "*;;q=x").body()).contains("lang=\"ja\"");
    }

    @Test
    void aUserHasALimitAndAnotherUserHasAnother() throws Exception {
        String token = "Bearer " + Tokens.talent(UUID.randomUUID());
        for (int request = 0; request < 5; request++) {
            assertThat(get("/api/v1/listings", "Authorization", token).statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> refused = get("/api/v1/listings", "Authorization", token);
        problem(refused, 429, "too-many-requests");
        assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 60L);
        guarded(refused);
        assertThat(get("/api/v1/listings", "Authorization", "Bearer " + Tokens.talent(UUID.randomUUID()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAddressHasALimitThatForgedHeadersDoNotLift() throws Exception {
        int status = 200;
        for (int request = 0; request < 20 && status == 200; request++) {
            status = get("/listings", "X-Forwarded-For", "10.0.0." + request).statusCode();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void fiveInquiriesAnHourComeFromOneAddress() throws Exception {
        HttpResponse<String> answer = null;
        for (int number = 0; number < 6; number++) {
            answer = send(to("/api/v1/inquiries")
                    .header("X-Forwarded-For", "10.0.1." + number)
                    .POST(BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).isEqualTo(number < 5 ? 200 : 429);
        }
        assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(600L, 721L);
    }

    @Test
    void aSwitchOfLanguagesIsNoInquiry() throws Exception {
        String token = "Bearer " + Tokens.talent(UUID.randomUUID());
        for (int number = 0; number < 6; number++) {
            assertThat(inquiryForm("/inquiry/language?lang=en", token)).isEqualTo(200);
        }
        for (int number = 0; number < 6; number++) {
            assertThat(inquiryForm("/inquiry?lang=en", token)).isEqualTo(number < 5 ? 200 : 429);
        }
        assertThat(inquiryForm("/inquiry/language?lang=ja", token)).isEqualTo(200);
    }

    private int inquiryForm(String path, String token) throws Exception {
        return send(to(path).header("Authorization", token)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("_add=")))
                .statusCode();
    }

    @Test
    void aFormThatIsSentTooSoonIsKeptOnThePageAndCanBeSentAgain() throws Exception {
        String form =
                "%2Fcompany=%3Cscript%3E%22%26&%2Ftext=%E4%B8%80%E8%A1%8C%E7%9B%AE%0D%0A%E4%BA%8C%E8%A1%8C%E7%9B%AE&list=1&list=2";
        HttpResponse<String> answer = null;
        // Somebody of their own, so that the allowance of the address stays as it is.
        String token = "Bearer " + Tokens.talent(UUID.randomUUID());
        for (int number = 0; number < 6; number++) {
            answer = send(to("/inquiry")
                    .header("Authorization", token)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Accept-Language", "ja")
                    .POST(BodyPublishers.ofString(form)));
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .contains("<form method=\"post\" action=\"/inquiry\">")
                .contains("name=\"/company\" value=\"&lt;script&gt;&quot;&amp;\"")
                .contains("name=\"/text\" value=\"一行目&#13;&#10;二行目\"")
                .contains("name=\"list\" value=\"1\"", "name=\"list\" value=\"2\"")
                .contains("もう一度送信する")
                .doesNotContain("<script>");
    }

    @Test
    void filesHaveALimitOfTheirOwn() throws Exception {
        String token = "Bearer " + Tokens.talent(UUID.randomUUID());
        HttpRequest.Builder file = to("/api/v1/talents")
                .header("Authorization", token)
                .header("Content-Type", "application/pdf")
                .header("Accept-Language", "en")
                .POST(BodyPublishers.ofString("%PDF-"));
        for (int request = 0; request < 10; request++) {
            assertThat(send(file).statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = send(file);
        problem(refused, 429, "too-many-requests");
        assertThat(new JsonObject(refused.body()).getString("title")).isEqualTo("Too many requests");
        assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(300L, 361L);
        assertThat(send(to("/api/v1/talents").header("Authorization", token).POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aStreamLivesOnItsKeepAliveAndASilentOneIsCut() throws Exception {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /stream-page/stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            StringBuilder seen = new StringBuilder();
            byte[] part = new byte[4_096];
            // Twenty signs of life take twice as long as a stream may be silent.
            while (seen.toString().split(": keep-alive", -1).length < 21) {
                int read = socket.getInputStream().read(part);
                assertThat(read).isPositive();
                seen.append(new String(part, 0, read, StandardCharsets.UTF_8));
            }
        }
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /mute/stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("data: 1");
        }
    }

    @ParameterizedTest
    @CsvSource({"TRACE, /page", "GET, /logout"})
    void whatIsNotAllowedIsRefused(String method, String path) throws Exception {
        HttpResponse<String> answer = send(to(path).method(method, BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(405);
        guarded(answer);
    }

    @Test
    void nobodyElseMaySignTheReaderOut() throws Exception {
        HttpResponse<String> answer =
                send(to("/logout").header("Origin", "https://evil.example").POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void ordinaryTrafficPasses() throws Exception {
        HttpResponse<String> head = send(to("/page").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("ETag")).contains("\"7\"");
        assertThat(head.body()).isEmpty();
        assertThat(get("/large").body()).hasSize(64 * 65_536);
        assertThat(get("/unchanged", "If-None-Match", "\"1\"").statusCode()).isEqualTo(304);
        HttpResponse<String> moved = get("/moved");
        assertThat(moved.statusCode()).isEqualTo(303);
        assertThat(moved.headers().firstValue("Location")).contains("/elsewhere?x=1");
        assertThat(get("/moved?absolute=1").headers().firstValue("Location")).contains("/elsewhere?x=1");
        assertThat(new JsonObject(get("/page?a=%2F&b=%E7%B8%81").body()).getString("uri"))
                .isEqualTo("/page?a=%2F&b=%E7%B8%81");
    }

    @Test
    void bodiesOfPipelinedRequestsStayApart() throws Exception {
        String one = "POST /one HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nfirst";
        String two = "POST /two HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\ntwo";
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((one + two).getBytes(StandardCharsets.US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).containsSubsequence("\"uri\":\"/one\"", "\"length\":5", "\"uri\":\"/two\"", "\"length\":3");
        }
    }

    @Test
    void signInOpensKeycloakWithPkceInTheReadersLanguage() throws Exception {
        HttpResponse<String> answer = get("/login?register=1&to=/cases", "Accept-Language", "en");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location)
                        .contains("code_challenge_method=S256", "prompt=create", "ui_locales=en", "client_id=bff"));
        assertThat(answer.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie ->
                        assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Lax"));
        guarded(answer);
        assertThat(get("/login").headers().firstValue("Location"))
                .hasValueSatisfying(location ->
                        assertThat(location).contains("ui_locales=ja").doesNotContain("prompt="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/login/callback?state=abc&code=def", "/login/callback?error=access_denied", "/login/callback"})
    void aStrayCallbackIsNoBareError(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isLessThan(500);
        guarded(answer);
    }

    /** Sends text as it is and reads only the status: the JDK's client refuses to send less than it declares. */
    private int status(String text) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            byte[] part = new byte[64];
            int read = socket.getInputStream().read(part);
            String line = new String(part, 0, read, StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(9, 12));
        }
    }
}
