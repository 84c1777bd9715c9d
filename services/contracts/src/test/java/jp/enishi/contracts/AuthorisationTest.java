package jp.enishi.contracts;

import static jp.enishi.contracts.Api.TODAY;
import static jp.enishi.contracts.Api.agreed;
import static jp.enishi.contracts.Api.declare;
import static jp.enishi.contracts.Api.engaged;
import static jp.enishi.contracts.Api.inDays;
import static jp.enishi.contracts.Api.met;
import static jp.enishi.contracts.Api.offered;
import static jp.enishi.contracts.Api.orderOf;
import static jp.enishi.contracts.Api.party;
import static jp.enishi.contracts.Api.placed;
import static jp.enishi.contracts.Api.sql;
import static jp.enishi.contracts.Api.terms;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.enishi.contracts.Api.Met;
import jp.enishi.contracts.engagement.domain.EngagementState;
import jp.enishi.contracts.offer.domain.OfferState;
import jp.enishi.contracts.order.domain.OrderState;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.test.AuthorisationContract;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Sample;
import jp.enishi.platform.test.Specimen;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class AuthorisationTest extends AuthorisationContract {
    @Override
    protected Map<String, Set<String>> states() {
        return Map.of(
                "offer", names(OfferState.values()),
                "order", names(OrderState.values()),
                "engagement", names(EngagementState.values()));
    }

    @Override
    protected List<Specimen> specimens() {
        List<Specimen> all = new ArrayList<>();
        Met unmet = met();
        sql("update candidacy set stage = 'SELECTED' where candidacy_id = '" + unmet.candidacyId() + "'");
        all.add(new Specimen(
                "offer",
                "NONE",
                Map.of(
                        "candidacyId", unmet.candidacyId().toString(),
                        "caseId", unmet.caseId().toString()),
                owners(unmet)));
        for (OfferState state : OfferState.values()) {
            Met met = met();
            String id = offered(met);
            sql("set session_replication_role = replica; update offer set state = '" + state
                    + "', accepted_at = now() where offer_id = '" + id + "'");
            all.add(new Specimen("offer", state.name(), Map.of("id", id), owners(met)));
        }

        Met prepared = met();
        all.add(order(OrderState.PREPARED, prepared, agreed(prepared)));
        Met ordered = met();
        all.add(order(OrderState.ORDERED, ordered, placed(ordered)));
        Met engaged = met();
        String engagement = engaged(engaged);
        all.add(order(OrderState.CONFIRMED, engaged, orderOf(engaged)));
        for (EngagementState state : EngagementState.values()) {
            String id = UUID.randomUUID().toString();
            sql("set session_replication_role = replica; insert into engagement"
                    + " select r.* from engagement e, json_populate_record(e, json_build_object('engagement_id', '" + id
                    + "', 'order_id', gen_random_uuid(), 'state', '" + state
                    + "')) r where e.engagement_id = '" + engagement + "'");
            all.add(new Specimen("engagement", state.name(), Map.of("id", id, "number", "1"), owners(engaged)));
        }

        Met parties = met();
        declare(parties, "株式会社みなと", "山田 太郎");
        all.add(new Specimen(
                "party",
                "NONE",
                Map.of("id", parties.organizationId().toString()),
                Map.of(Role.CLIENT, parties.client())));
        all.add(new Specimen(
                "party", "NONE", Map.of("id", parties.userId().toString()), Map.of(Role.TALENT, parties.talent())));
        return all;
    }

    private static Specimen order(OrderState state, Met met, String id) {
        UUID task = UUID.randomUUID();
        sql("insert into order_task values ('" + id + "', '" + task + "', 'PLACE', '未定', null, '" + TODAY.plusDays(9)
                + "')");
        return new Specimen("order", state.name(), Map.of("id", id, "taskId", task.toString()), owners(met));
    }

    private static Map<Role, String> owners(Met met) {
        return Map.of(Role.CLIENT, met.client(), Role.TALENT, met.talent());
    }

    @Override
    protected Map<String, Sample> samples() {
        Map<String, Sample> samples = new LinkedHashMap<>();
        var member = Map.of("candidacyId", "<candidacyId>", "terms", terms(900_000));
        samples.put("POST /api/v1/offers", Sample.of(with(member, "expiresAt", inDays(7))));
        samples.put(
                "POST /api/v1/team-offers",
                Sample.of(Map.of(
                        "caseId", "<caseId>", "mode", "PARTIAL", "offers", List.of(member), "expiresAt", inDays(7))));
        samples.put("POST /api/v1/offers/{id}/versions", Sample.of(Map.of("terms", terms(1), "expiresAt", inDays(7))));
        samples.put("POST /api/v1/offers/{id}/acceptance", Sample.of(Map.of("termsHash", "0".repeat(64))));
        samples.put("POST /api/v1/offers/{id}/refusal", Sample.of(Map.of()));
        samples.put(
                "POST /api/v1/rules",
                Sample.of(Map.of(
                        "rule", "RENEWAL_DAYS", "from", TODAY.plusYears(6).toString(), "value", 45, "reason", "見直し")));
        samples.put("POST /api/v1/offers/{id}/withdrawal", Sample.of(Map.of()));
        samples.put("PUT /api/v1/parties/mine", Sample.of(party("山田 太郎", "INDIVIDUAL")));
        samples.put("PUT /api/v1/parties/{id}", Sample.of(party("山田 太郎", "INDIVIDUAL")));
        samples.put("POST /api/v1/orders/{id}/confirmation", Sample.of(Map.of("documentHash", "0".repeat(64))));
        samples.put(
                "POST /api/v1/orders/{id}/tasks/{taskId}/settling",
                Sample.of(Map.of("decision", Map.of("ja", "決まりました"))));
        String engagement = "POST /api/v1/engagements/{id}/";
        samples.put(engagement + "owner", Sample.of(Map.of()));
        samples.put(
                engagement + "check-ins",
                Sample.of(Map.of("dueOn", TODAY.plusDays(20).toString())));
        samples.put(engagement + "check-ins/{number}/report", Sample.of(Map.of("text", "順調です")));
        samples.put(engagement + "tickets", Sample.of(Map.of("category", "WORK", "text", "相談があります")));
        samples.put(engagement + "tickets/{number}/escalation", Sample.of(Map.of("reason", "急ぎのため")));
        samples.put(engagement + "tickets/{number}/resolution", Sample.of(Map.of("resolution", "話し合いました")));
        samples.put(engagement + "tickets/{number}/replies", Sample.of(Map.of("text", "状況を教えてください")));
        samples.put(engagement + "amendments/{number}/refusal", Sample.of(Map.of("reason", "条件が合わないため")));
        samples.put(engagement + "amendments/{number}/withdrawal", Sample.of(Map.of()));
        samples.put(engagement + "amendments", Sample.of(Map.of("terms", terms(950_000), "reason", "更新")));
        samples.put(engagement + "amendments/{number}/signature", Sample.of(Map.of("termsHash", "0".repeat(64))));
        samples.put(
                engagement + "notice",
                Sample.of(Map.of("endsOn", TODAY.plusDays(60).toString(), "reason", "予算の都合")));
        return samples;
    }

    @Override
    protected Map<String, Integer> exceptions() {
        return Map.of(
                // Nothing is in writing before placement.
                "GET /api/v1/orders/{id}/document PREPARED", 404,
                // A coordinator reads and declares everybody's by id, but is no party.
                "GET /api/v1/parties/mine COORDINATOR", 403,
                "PUT /api/v1/parties/mine COORDINATOR", 403,
                // Whoever a coordinator names becomes a party by the first declaration.
                "PUT /api/v1/parties/{id} COORDINATOR UNKNOWN", 412);
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        var more = new LinkedHashMap<>(body);
        more.put(name, value);
        return more;
    }
}
