package jp.enishi.talents.talent.api;

import static jp.enishi.platform.test.OddInputs.fine;
import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.OddInputs;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Request;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent, the answer is never a server error. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class OddInputTest {
    private static final String TOKEN = Tokens.coordinator();

    @Test
    void registrations() {
        OddInputs.bodies("{\"userId\":\"" + UUID.randomUUID() + "\",\"profile\":" + TalentResourceTest.PROFILE + "}")
                .forEach(odd -> fine(odd, register(odd.body())));
        OddInputs.bodies("{\"terms\":1,\"profile\":" + TalentResourceTest.PROFILE + "}")
                .forEach(odd -> fine(
                        odd,
                        as(Tokens.talent(UUID.randomUUID()))
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .body(odd.body())
                                .post("/api/v1/talents")));
    }

    @Test
    void agreements() {
        UUID user = UUID.randomUUID();
        String id = register("{\"userId\":\"" + user + "\",\"profile\":" + TalentResourceTest.PROFILE + "}")
                .path("talentId");
        OddInputs.bodies("{\"terms\":1}")
                .forEach(odd -> fine(
                        odd,
                        as(Tokens.talent(user))
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .body(odd.body())
                                .post("/api/v1/talents/" + id + "/terms")));
        for (String odd : OddInputs.IDS) {
            fine(odd, as(Tokens.talent(user)).get("/api/v1/talents/" + odd + "/terms"));
        }
    }

    @ParameterizedTest
    @CsvSource({"profile", "resume", "availability", "wishes"})
    void parts(String part) {
        String id = registered();
        var version = new AtomicLong(1);
        OddInputs.bodies(
                        switch (part) {
                            case "profile" -> TalentResourceTest.PROFILE;
                            case "resume" -> TalentResourceTest.RESUME;
                            case "availability" -> TalentResourceTest.AVAILABILITY;
                            default -> TalentResourceTest.WISHES;
                        })
                .forEach(odd -> {
                    Response answer = coordinator()
                            .header("If-Match", "\"" + version.get() + "\"")
                            .body(odd.body())
                            .put("/api/v1/talents/" + id + "/" + part);
                    fine(odd, answer);
                    if (answer.statusCode() == 200) {
                        version.set(answer.json().getLong("version"));
                    }
                });
        coordinator().get("/api/v1/talents/" + id + "/sheet").then().statusCode(200);
    }

    @Test
    void consents() {
        UUID user = UUID.randomUUID();
        String id = register("{\"userId\":\"" + user + "\",\"profile\":" + TalentResourceTest.PROFILE + "}")
                .path("talentId");
        OddInputs.bodies("{\"organizationId\":\"" + UUID.randomUUID() + "\",\"caseId\":\"" + UUID.randomUUID()
                        + "\",\"organizationName\":\"縁商事\"}")
                .forEach(odd -> fine(
                        odd,
                        as(Tokens.talent(user))
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .body(odd.body())
                                .post("/api/v1/talents/" + id + "/consents")));
        for (String version : OddInputs.VERSIONS) {
            Response answer = as(Tokens.talent(user))
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .header("If-Match", version)
                    .post("/api/v1/talents/" + id + "/consents/" + UUID.randomUUID() + "/withdrawal");
            fine(version, answer);
        }
    }

    @Test
    void disclosed() {
        String id = registered();
        String client = Tokens.client(UUID.randomUUID());
        for (String odd : OddInputs.IDS) {
            fine(odd, as(client).get("/api/v1/talents/" + id + "/versions/" + odd + "/disclosed"));
            fine(odd, as(client).get("/api/v1/talents/" + id + "/versions/1/disclosed?caseId=" + odd));
        }
        String version = "/versions/1/disclosed?caseId=" + UUID.randomUUID();
        fine("no organisation", as(Tokens.client("no-uuid")).get("/api/v1/talents/" + id + version));
    }

    @Test
    void versionsAndKeys() {
        String id = registered();
        for (String version : OddInputs.VERSIONS) {
            Response answer = coordinator()
                    .header("If-Match", version)
                    .body(TalentResourceTest.WISHES)
                    .put("/api/v1/talents/" + id + "/wishes");
            assertThat(answer.statusCode()).as(version).isIn(400, 412, 428);
            fine(version, answer);
            Response erasure = coordinator()
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .header("If-Match", version)
                    .post("/api/v1/talents/" + id + "/erasure");
            assertThat(erasure.statusCode()).as(version).isIn(400, 412, 428);
        }
        Response answer =
                coordinator().header("Access-Reason", "あ".repeat(3_000)).get("/api/v1/talents/" + id);
        fine("a long reason", answer);
    }

    @Test
    void pathsAndQueries() {
        String id = registered();
        OddInputs.pages().forEach(query -> {
            fine(query, get("/api/v1/talents?" + query));
            fine(query, get("/api/v1/talents/" + id + "/versions?" + query));
            fine(query, get("/api/v1/talents/" + id + "/consents?" + query));
            fine(query, get("/api/v1/talents/" + id + "/disclosures?" + query));
            fine(query, get("/api/v1/talents/" + id + "/readerships?" + query));
            fine(query, get("/api/v1/talents/" + id + "/terms?" + query));
            fine(query, get("/api/v1/talents/disclosures?" + query));
        });
        for (String odd : OddInputs.IDS) {
            assertThat(get("/api/v1/talents/" + odd).statusCode()).as(odd).isIn(400, 404);
            fine(odd, get("/api/v1/talents/" + odd + "/sheet"));
            fine(odd, get("/api/v1/talents/" + id + "/versions/" + odd));
        }
        for (String query : List.of(
                "q=%00",
                "q=",
                "q=%E3%80%80",
                "q=%ED%A0%80",
                "q=x&lang=xx",
                "q=x&lang=%00",
                "q=x&limit=-1",
                "q=x&limit=1e9",
                "q=" + "x".repeat(3_000))) {
            fine(query, get("/api/v1/taxonomy/skills?" + query));
        }
        fine("If-None-Match", given().header("If-None-Match", "\"").get("/api/v1/taxonomy"));
    }

    private static String registered() {
        return register("{\"userId\":\"" + UUID.randomUUID() + "\",\"profile\":" + TalentResourceTest.PROFILE + "}")
                .then()
                .statusCode(201)
                .extract()
                .path("talentId");
    }

    private static Response register(String body) {
        return coordinator()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/api/v1/talents");
    }

    private static Response get(String path) {
        return coordinator().get(path);
    }

    private static Request coordinator() {
        return as(TOKEN);
    }

    private static Request as(String token) {
        return given().contentType("application/json").oauth2(token);
    }
}
