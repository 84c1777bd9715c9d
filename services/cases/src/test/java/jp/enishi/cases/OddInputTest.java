package jp.enishi.cases;

import static jp.enishi.cases.Api.TODAY;
import static jp.enishi.cases.Api.as;
import static jp.enishi.cases.Api.openCase;
import static jp.enishi.cases.Api.post;
import static jp.enishi.cases.Api.publish;
import static jp.enishi.cases.Api.registerCompany;
import static jp.enishi.cases.Api.requirements;
import static jp.enishi.platform.test.OddInputs.fine;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.OddInputs;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is never a server error. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class OddInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = Tokens.coordinator();

    @Test
    void companies() throws JsonProcessingException {
        OddInputs.bodies(JSON.writeValueAsString(Api.company(UUID.randomUUID())))
                .forEach(odd -> fine(odd, post(TOKEN, "/api/v1/companies", odd.body())));
    }

    @Test
    void casesAndRevisions() throws JsonProcessingException {
        String companyId = registerCompany(UUID.randomUUID());
        OddInputs.bodies(JSON.writeValueAsString(Map.of("companyId", companyId, "requirements", requirements("入力"))))
                .forEach(odd -> fine(odd, post(TOKEN, "/api/v1/cases", odd.body())));

        String caseId = openCase(companyId, requirements("改訂"));
        OddInputs.bodies(JSON.writeValueAsString(Map.of("reason", "見直し", "requirements", Map.of())))
                .forEach(odd -> fine(odd, Api.put(TOKEN, "/api/v1/cases/" + caseId + "/requirements", 1, odd.body())));
        as(TOKEN).get("/api/v1/cases/" + caseId).then().statusCode(200);
    }

    @Test
    void publicationsAndClosings() {
        String caseId = openCase(registerCompany(UUID.randomUUID()), requirements("公開"));
        for (String path : List.of("/publication", "/closing")) {
            OddInputs.bodies("{\"closesOn\":\"" + TODAY + "\",\"reason\":\"LOST\"}")
                    .forEach(odd -> fine(odd, post(TOKEN, "/api/v1/cases/" + caseId + path, 1, odd.body())));
            OddInputs.bodies(path.equals("/closing") ? "{\"reason\":\"FILLED\"}" : "{\"closesOn\":\"2026-01-01\"}")
                    .forEach(odd -> fine(odd, post(TOKEN, "/api/v1/cases/" + caseId + path, 9, odd.body())));
        }
        as(TOKEN).get("/api/v1/cases/" + caseId).then().statusCode(200);
    }

    @Test
    void thePipelineAndItsProposals() throws JsonProcessingException {
        Pipeline.topics();
        UUID organization = UUID.randomUUID();
        String caseId = Pipeline.caseOf(organization, Api.position("PMO"));
        String position = Pipeline.positionOf(caseId);
        var person = Pipeline.Person.somebody();
        Pipeline.known(person);
        String candidacy = Pipeline.select(caseId, position, person);
        publish(caseId, 1, TODAY.plusDays(9)).then().statusCode(200);
        String proposals = Pipeline.proposals(caseId);
        odd(TOKEN, "/api/v1/cases/" + caseId + "/candidacies", Map.of("positionId", position, "talentId", "x"));
        odd(
                person.token(),
                "/api/v1/listings/" + caseId + "/applications",
                Map.of("positionId", UUID.randomUUID(), "message", "ぜひ。", "resumeVersion", 1));
        odd(
                TOKEN,
                proposals,
                Pipeline.plan(List.of(Map.of("label", "OTHER", "seats", List.of(Pipeline.seat(position, candidacy))))));
        String proposal = Pipeline.draft(caseId, position, candidacy);
        String sent = "{\"decideBy\":\"2020-01-01T00:00:00Z\"}";
        OddInputs.bodies(sent)
                .forEach(odd -> fine(odd, post(TOKEN, "/api/v1/proposals/" + proposal + "/sending", 1, odd.body())));
        Pipeline.send(proposal, Duration.ofDays(1)).then().statusCode(200);
        String client = Tokens.client(organization);
        for (var step : Map.of(
                        "decision", "{\"decision\":\"PASS\",\"reason\":\"x\",\"note\":\"見送り\"}",
                        "declining", "{\"reason\":\"見送り\"}",
                        "withdrawal", "{\"reason\":\"別件\"}")
                .entrySet()) {
            String token = Map.of("decision", client, "declining", TOKEN, "withdrawal", person.token())
                    .get(step.getKey());
            OddInputs.bodies(step.getValue())
                    .forEach(odd -> fine(
                            odd,
                            post(token, "/api/v1/candidacies/" + candidacy + "/" + step.getKey(), 99, odd.body())));
        }
        for (String id : OddInputs.IDS) {
            fine(id, get("/api/v1/candidacies/" + id));
            fine(id, get("/api/v1/proposals/" + id));
            fine(id, get("/api/v1/cases/" + id + "/candidacies"));
            fine(id, get("/api/v1/cases/" + id + "/proposals"));
        }
        OddInputs.pages().forEach(query -> {
            fine(query, get("/api/v1/cases/" + caseId + "/candidacies?" + query));
            fine(query, get(proposals + "?" + query));
            fine(query, as(person.token()).get("/api/v1/candidacies/mine?" + query));
        });
    }

    private static void odd(String token, String path, Map<String, Object> good) throws JsonProcessingException {
        OddInputs.bodies(JSON.writeValueAsString(good)).forEach(odd -> fine(odd, post(token, path, odd.body())));
    }

    @Test
    void inquiries() throws JsonProcessingException {
        OddInputs.bodies(JSON.writeValueAsString(Inquiring.with("terms", 1)))
                .forEach(odd -> fine(odd, Inquiring.send(odd.body())));

        UUID id = Inquiring.taken(Inquiring.someone());
        Map<String, Object> steps = Map.of(
                "assignment", Map.of("assignee", UUID.randomUUID()),
                "contacts", Map.of("channel", "MAIL", "note", "x"),
                "qualification", Inquiring.qualification("株式会社入力"),
                "closing", Map.of("reason", "SPAM", "note", "x"));
        for (var step : steps.entrySet()) {
            OddInputs.bodies(JSON.writeValueAsString(step.getValue()))
                    .forEach(odd -> fine(odd, Inquiring.act(id, step.getKey(), 1, odd.body())));
        }
        Inquiring.read(id).then().statusCode(200);
        OddInputs.pages().forEach(query -> fine(query, get("/api/v1/inquiries?" + query)));
        for (String odd : OddInputs.IDS) {
            Response answer = get("/api/v1/inquiries/" + odd);
            assertThat(answer.statusCode()).as(odd).isIn(400, 404);
            fine(odd, get("/api/v1/inquiries?state=" + odd + "&mine=" + odd));
            fine(odd, get("/api/v1/rates?role=" + odd + "&workplace=" + odd + "&utilisation=" + odd));
        }
    }

    @Test
    void versionsAndKeys() {
        String caseId = openCase(registerCompany(UUID.randomUUID()), requirements("版"));
        for (String version : OddInputs.VERSIONS) {
            Response answer = as(TOKEN)
                    .header("If-Match", version)
                    .body(Map.of("reason", "x", "requirements", requirements("x")))
                    .put("/api/v1/cases/" + caseId + "/requirements");
            assertThat(answer.statusCode()).as(version).isIn(400, 412, 428);
            fine(version, answer);
        }
        for (String key : List.of("", " ", "é", "a b", "x".repeat(10_000))) {
            Response answer = as(TOKEN)
                    .header("Idempotency-Key", key)
                    .body(Api.company(UUID.randomUUID()))
                    .post("/api/v1/companies");
            assertThat(answer.statusCode()).as(key).isIn(400, 431);
        }
    }

    @Test
    void pathsAndQueries() {
        String caseId = openCase(registerCompany(UUID.randomUUID()), requirements("一覧"));
        OddInputs.pages().forEach(query -> {
            fine(query, get("/api/v1/cases?" + query));
            fine(query, get("/api/v1/companies?" + query));
            fine(query, get("/api/v1/listings?" + query));
            fine(query, get("/api/v1/cases/" + caseId + "/requirements/versions?" + query));
        });
        for (String id : OddInputs.IDS) {
            for (String path : List.of("/cases/", "/companies/", "/listings/")) {
                Response answer = get("/api/v1" + path + id);
                assertThat(answer.statusCode()).as(path + id).isIn(400, 404);
            }
            fine(id, get("/api/v1/cases/" + caseId + "/requirements/versions/" + id));
        }
        for (String query : List.of(
                "q=%E2%80%AE",
                "q=%ED%A0%80",
                "q=%25%5F%5C",
                "q=%00",
                "role=%00",
                "role=" + "x".repeat(3_000),
                "workplace=",
                "workplace=%00",
                "q=%E3%80%80")) {
            fine(query, get("/api/v1/listings?" + query));
        }
        fine("status", get("/api/v1/cases?status=%00"));
    }

    private static Response get(String path) {
        return as(TOKEN).get(path);
    }
}
