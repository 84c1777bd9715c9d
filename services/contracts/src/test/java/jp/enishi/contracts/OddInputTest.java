package jp.enishi.contracts;

import static jp.enishi.contracts.Api.TODAY;
import static jp.enishi.contracts.Api.as;
import static jp.enishi.contracts.Api.engaged;
import static jp.enishi.contracts.Api.inDays;
import static jp.enishi.contracts.Api.met;
import static jp.enishi.contracts.Api.offered;
import static jp.enishi.contracts.Api.orderOf;
import static jp.enishi.contracts.Api.party;
import static jp.enishi.contracts.Api.post;
import static jp.enishi.contracts.Api.put;
import static jp.enishi.contracts.Api.terms;
import static jp.enishi.platform.test.OddInputs.fine;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.contracts.Api.Met;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.OddInputs;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is never a server error. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class OddInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HASH = "0".repeat(64);

    private final Met met = met();

    @Test
    void offersAndTeams() {
        var all = new LinkedHashMap<>(terms(900_000));
        all.put("deliverable", Map.of("ja", "設計書", "en", "Design"));
        all.put("inspection", Map.of("days", 10));
        all.put("reentrustment", Map.of("originalClient", Map.of("ja", "株式会社元請"), "originalDue", TODAY.toString()));
        all.put(
                "pending",
                List.of(Map.of("item", "PLACE", "reason", Map.of("ja", "未定"), "plannedOn", TODAY.toString())));
        var member = Map.of("candidacyId", met.candidacyId().toString(), "terms", all);
        var offer = new LinkedHashMap<String, Object>(member);
        offer.put("expiresAt", inDays(7));
        odd(met.client(), "/offers", offer);
        odd(
                met.client(),
                "/team-offers",
                Map.of(
                        "caseId", met.caseId().toString(),
                        "mode", "ALL_OR_NOTHING",
                        "offers",
                                List.of(Map.of("candidacyId", met.candidacyId().toString(), "terms", Map.of())),
                        "expiresAt", inDays(7)));
    }

    @Test
    void answers() {
        String offer = "/offers/" + offered(met);
        odd(met.talent(), offer + "/versions", Map.of("terms", Map.of(), "expiresAt", inDays(5), "note", "希望"));
        odd(met.talent(), offer + "/acceptance", Map.of("termsHash", HASH));
        odd(met.client(), offer + "/withdrawal", Map.of("reason", "都合により"), 9);
        odd(met.talent(), offer + "/refusal", Map.of("reason", "都合により"), 9);
        as(met.talent()).get("/api/v1" + offer).then().statusCode(200);
    }

    @Test
    void parties() throws JsonProcessingException {
        var party = party("株式会社みなと", "CORPORATION");
        party.put("capital", 10_000_000);
        party.put("regularEmployees", 50);
        OddInputs.bodies(JSON.writeValueAsString(party))
                .forEach(odd -> fine(odd, put(met.client(), "/parties/mine", 9, odd.body())));
    }

    @Test
    void ordersAndEngagements() {
        String engagement = "/engagements/" + engaged(met);
        String order = "/orders/" + orderOf(met);
        odd(met.talent(), order + "/confirmation", Map.of("documentHash", HASH));
        odd(
                met.client(),
                order + "/tasks/" + UUID.randomUUID() + "/settling",
                Map.of("decision", Map.of("ja", "決定", "en", "Decided")));
        String coordinator = Tokens.coordinator();
        odd(
                coordinator,
                engagement + "/owner",
                Map.of("owner", UUID.randomUUID().toString()),
                9);
        odd(
                coordinator,
                engagement + "/check-ins",
                Map.of("dueOn", TODAY.plusDays(20).toString()),
                9);
        odd(coordinator, engagement + "/check-ins/1/report", Map.of("side", "CLIENT", "text", "順調"), 9);
        odd(met.talent(), engagement + "/tickets", Map.of("category", "WORK", "text", "相談"), 9);
        odd(met.talent(), engagement + "/tickets/1/escalation", Map.of("reason", "急ぎ"), 9);
        odd(met.talent(), engagement + "/tickets/1/replies", Map.of("text", "状況は"), 9);
        odd(coordinator, engagement + "/tickets/1/resolution", Map.of("resolution", "済"), 9);
        odd(met.client(), engagement + "/amendments", Map.of("terms", Map.of("pending", List.of()), "reason", "更新"));
        odd(met.client(), engagement + "/amendments/1/signature", Map.of("termsHash", HASH));
        odd(met.client(), engagement + "/amendments/1/refusal", Map.of("reason", "条件が合わない"), 9);
        odd(met.client(), engagement + "/amendments/1/withdrawal", Map.of("reason", "再検討"), 9);
        odd(
                met.client(),
                engagement + "/notice",
                Map.of("endsOn", TODAY.plusDays(40).toString(), "reason", "都合", "exception", "DISASTER"),
                9);
        for (String number : List.of("0", "-1", "99999999999", "x", "%00")) {
            fine(
                    number,
                    post(
                            met.client(),
                            engagement + "/amendments/" + number + "/signature",
                            1,
                            Map.of("termsHash", HASH)));
        }
        as(met.talent()).get("/api/v1" + engagement).then().statusCode(200);
    }

    @Test
    void versionsAndKeys() {
        String path = "/api/v1/offers/" + offered(met) + "/refusal";
        for (String version : OddInputs.VERSIONS) {
            Response answer = as(met.talent())
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .header("If-Match", version)
                    .body(Map.of())
                    .post(path);
            assertThat(answer.statusCode()).as(version).isIn(400, 412, 428);
            fine(version, answer);
        }
        for (String key : List.of("", " ", "é", "a b", "x".repeat(10_000))) {
            Response answer = as(met.talent())
                    .header("Idempotency-Key", key)
                    .header("If-Match", "\"1\"")
                    .body(Map.of())
                    .post(path);
            assertThat(answer.statusCode()).as(key).isIn(400, 431);
        }
    }

    @Test
    void pathsAndQueries() {
        OddInputs.pages().forEach(query -> {
            for (String list : List.of("/offers", "/orders", "/engagements", "/archive")) {
                fine(list + query, get(list + "?" + query));
            }
        });
        for (String id : OddInputs.IDS) {
            for (String path : List.of("/offers/", "/orders/", "/engagements/", "/parties/")) {
                Response answer = get(path + id);
                assertThat(answer.statusCode()).as(path + id).isIn(400, 404);
                fine(path + id, answer);
            }
        }
        for (String query : List.of(
                "/offers?state=",
                "/offers?state=%00",
                "/archive?from=%2B999999999-12-31&to=-999999999-01-01",
                "/archive?from=2026-02-30",
                "/archive?amountFrom=-1&amountTo=9223372036854775808",
                "/archive?counterparty=%25_%5C'%22%E2%80%AE",
                "/archive?counterparty=%ED%A0%80",
                "/archive?counterparty=" + "x".repeat(3_000))) {
            fine(query, get(query));
        }
    }

    private static Response get(String path) {
        return as(Tokens.coordinator()).get("/api/v1" + path);
    }

    private static void odd(String token, String path, Object good) {
        odd(token, path, good, 1);
    }

    private static void odd(String token, String path, Object good, long version) {
        try {
            OddInputs.bodies(JSON.writeValueAsString(good))
                    .forEach(odd -> fine(odd, post(token, path, version, odd.body())));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
