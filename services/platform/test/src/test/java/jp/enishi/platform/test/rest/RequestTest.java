package jp.enishi.platform.test.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {
    private static HttpServer server;

    /** Answers what it is asked. */
    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", RequestTest::answer);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("method", exchange.getRequestMethod());
        asked.put("uri", exchange.getRequestURI().toString());
        exchange.getRequestHeaders().forEach((name, values) -> asked.put(name.replace("-", ""), values));
        asked.put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] body = new ObjectMapper().writeValueAsBytes(asked);
        exchange.getResponseHeaders().add("Content-Type", "application/json;charset=UTF-8");
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.getResponseHeaders().add("Set-Cookie", "lang=ja; Path=/");
        exchange.getResponseHeaders().add("Set-Cookie", "zone=Asia%2FTokyo");
        exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/moved") ? 303 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Request given() {
        return new Request(server.getAddress().getPort());
    }

    @Test
    void everyPartIsSent() {
        given().oauth2("t")
                .accept("text/html")
                .header("X-A", "1")
                .header("x-a", "2")
                .header("Cookie", "a=1")
                .cookie("b", "2")
                .contentType("application/json")
                .body(Map.of("name", "縁"))
                .post("/x")
                .then()
                .statusCode(200)
                .body("method", equalTo("POST"), "uri", equalTo("/x"), "body", equalTo("{\"name\":\"縁\"}"))
                .body("Authorization[0]", equalTo("Bearer t"))
                .body("Accept", equalTo(List.of("text/html")))
                .body("Xa", equalTo(List.of("2")))
                .body("Cookie", equalTo(List.of("a=1; b=2")))
                .body("Contenttype[0]", equalTo("application/json"));
        given().get("/x").then().body("Contentlength", nullValue(), "Accept[0]", equalTo("*/*"));
        given().put("/x").then().body("method", equalTo("PUT"), "Contentlength[0]", equalTo("0"));
        given().delete("/x").then().body("method", equalTo("DELETE"));
    }

    @Test
    void formsAndQueriesAreEncoded() {
        var form = new LinkedHashMap<String, Object>();
        form.put("/from", "a b&c");
        form.put("ja", List.of("縁", 2));
        given().formParam("_csrf", "+")
                .formParams(form)
                .post("/x")
                .then()
                .body("body", equalTo("_csrf=%2B&%2Ffrom=a+b%26c&ja=%E7%B8%81&ja=2"))
                .body("Contenttype[0]", equalTo("application/x-www-form-urlencoded; charset=UTF-8"));
        given().queryParam("a", "%", 1)
                .queryParams(Map.of("b", "x y"))
                .get("/x?c=d")
                .then()
                .body("uri", equalTo("/x?c=d&a=%25&a=1&b=x+y"));
    }

    @ParameterizedTest
    @CsvSource({
        "/a%00b,          /a%00b",
        "/a%2fb?c=%ED%A0, /a%2fb?c=%ED%A0",
        "/縁?q=a b,       /%E7%B8%81?q=a%20b",
        "'/a?q=\"<>[]{}|\\^`#', /a?q=%22%3C%3E%5B%5D%7B%7D%7C%5C%5E%60%23",
        "'/a:@!$&()*+,;=-._~', '/a:@!$&()*+,;=-._~'"
    })
    void addressesAreSentAsTheyStand(String path, String sent) {
        given().get(path).then().body("uri", equalTo(sent));
    }

    @Test
    void headersThatAreNotAsciiAreSentAsLatin1() {
        given().header("X-A", "é")
                .body("縁")
                .post("/x?q=1")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("method", equalTo("POST"), "uri", equalTo("/x?q=1"), "body", equalTo("縁"))
                .body("Xa", equalTo(List.of("é")));
    }

    @Test
    void answersTellTheirParts() {
        Response answer = given().body("x").post("/moved");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/elsewhere");
        assertThat(answer.header("X-None")).isNull();
        assertThat(answer.contentType()).isEqualTo("application/json;charset=UTF-8");
        assertThat(answer.cookies()).isEqualTo(Map.of("lang", "ja", "zone", "Asia%2FTokyo"));
        assertThat(answer.cookie("lang")).isEqualTo("ja");
        assertThat(answer.<String>path("body")).isEqualTo("x");
        assertThat(answer.asByteArray()).isEqualTo(answer.asString().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.then().extract()).isSameAs(answer);
    }

    @Test
    void whatIsOtherwiseThanExpectedFailsAndShowsTheAnswer() {
        Expectations then = given().body("sent").post("/x").then();
        assertThatCode(() -> then.statusCode(200)
                        .header("Location", "/elsewhere")
                        .header("X-None", nullValue())
                        .contentType("application/json")
                        .body(containsString("sent")))
                .doesNotThrowAnyException();
        fails(() -> then.statusCode(201), "status: expected <201>, but was <200>");
        fails(() -> then.statusCode(nullValue()), "status: expected null, but was <200>");
        fails(() -> then.header("Location", "/x"), "Location: expected \"/x\", but was \"/elsewhere\"");
        fails(() -> then.header("X-None", "x"), "X-None: expected \"x\", but was null");
        fails(() -> then.contentType("application"), "Content-Type: expected \"application\"");
        fails(() -> then.body("body", equalTo("x")), "body: expected \"x\", but was \"sent\"");
        fails(() -> then.body("body", equalTo("sent"), "uri", hasSize(1)), "uri: expected a collection with size <1>");
        fails(() -> then.body(equalTo("x")), "body: expected \"x\"");
    }

    private static void fails(Runnable expectation, String message) {
        assertThatThrownBy(expectation::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining(
                        "POST http://localhost:" + server.getAddress().getPort() + "/x → 200")
                .hasMessageContaining("\"body\":\"sent\"");
    }
}
