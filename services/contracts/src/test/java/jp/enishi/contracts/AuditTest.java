package jp.enishi.contracts;

import static jp.enishi.contracts.Api.TODAY;
import static jp.enishi.contracts.Api.count;
import static jp.enishi.contracts.Api.delete;
import static jp.enishi.contracts.Api.engaged;
import static jp.enishi.contracts.Api.get;
import static jp.enishi.contracts.Api.met;
import static jp.enishi.contracts.Api.offered;
import static jp.enishi.contracts.Api.orderOf;
import static jp.enishi.contracts.Api.party;
import static jp.enishi.contracts.Api.post;
import static jp.enishi.contracts.Api.put;
import static jp.enishi.contracts.Api.sql;
import static jp.enishi.contracts.Api.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import jp.enishi.contracts.Api.Met;
import jp.enishi.platform.security.Policy;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import jp.enishi.platform.test.rest.Rest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Every decision, and every look of somebody else at what is a party's own, is in the audit trail with who and when. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class AuditTest {
    /** Reading what concerns oneself, and lists, leave no trace. */
    private static final List<String> SILENT = List.of(
            "offer.list",
            "offer.read",
            "order.list",
            "order.read",
            "archive.search",
            "engagement.list",
            "engagement.due",
            "engagement.read");

    @Test
    void everyDecisionIsRecorded() {
        Met bargaining = met();
        String offer = "/offers/" + offered(bargaining);
        post(bargaining.talent(), offer + "/versions", 1, Map.of("terms", terms(950_000), "expiresAt", Api.inDays(5)))
                .then()
                .statusCode(200);
        post(bargaining.client(), offer + "/refusal", 2, Map.of()).then().statusCode(200);
        Met withdrawn = met();
        post(withdrawn.client(), "/offers/" + offered(withdrawn) + "/withdrawal", 1, Map.of())
                .then()
                .statusCode(200);
        put(withdrawn.talent(), "/parties/mine", 0, party("山田 太郎", "INDIVIDUAL"))
                .then()
                .statusCode(200);
        delete(withdrawn.talent(), "/parties/" + withdrawn.userId(), 1).then().statusCode(204);

        Met met = met();
        String id = engaged(met);
        String order = orderOf(met);
        UUID task = UUID.randomUUID();
        sql("insert into order_task values ('" + order + "', '" + task + "', 'PLACE', '未定', null, '" + TODAY.plusDays(9)
                + "')");
        sql("update work_order set open_tasks = 1, version = version + 1 where order_id = '" + order + "'");
        post(
                        met.client(),
                        "/orders/" + order + "/tasks/" + task + "/settling",
                        5,
                        Map.of("decision", Map.of("ja", "東京")))
                .then()
                .statusCode(200);
        get(Tokens.auditor(), "/orders/" + order + "/document").then().statusCode(200);
        get(Tokens.coordinator(), "/parties/" + met.userId()).then().statusCode(200);

        String coordinator = Tokens.coordinator();
        act(coordinator, id, "/owner", Map.of());
        act(coordinator, id, "/check-ins", Map.of("dueOn", TODAY.plusDays(20).toString()));
        act(met.talent(), id, "/check-ins/1/report", Map.of("text", "順調です"));
        act(met.talent(), id, "/tickets", Map.of("category", "WORK", "text", "相談"));
        act(met.talent(), id, "/tickets/1/escalation", Map.of("reason", "急ぎ"));
        act(coordinator, id, "/tickets/1/replies", Map.of("text", "確認します"));
        act(coordinator, id, "/tickets/1/resolution", Map.of("resolution", "済"));
        act(met.client(), id, "/amendments", Map.of("terms", terms(920_000), "reason", "更新"));
        act(met.talent(), id, "/amendments/1/refusal", Map.of("reason", "条件が合わない"));
        act(met.client(), id, "/amendments", Map.of("terms", terms(930_000), "reason", "更新"));
        act(met.client(), id, "/amendments/2/withdrawal", Map.of());
        act(met.client(), id, "/amendments", Map.of("terms", terms(910_000), "reason", "更新"));
        String hash = get(met.talent(), "/engagements/" + id).then().extract().path("amendments[2].termsHash");
        act(met.talent(), id, "/amendments/3/signature", Map.of("termsHash", hash));
        act(met.client(), id, "/notice", Map.of("endsOn", TODAY.plusDays(40).toString(), "reason", "予算の都合"));
        sql(
                "set session_replication_role = replica; update engagement set start_on = today_in_japan() - 1, end_on = today_in_japan() where engagement_id = '"
                        + id + "'");
        act(coordinator, id, "/ending", Map.of());

        var recorded = new TreeSet<String>();
        for (String action : Policy.load().actions()) {
            String type = String.valueOf(Policy.load().typeOf(action));
            if (List.of("party", "offer", "order", "engagement").contains(type) && !SILENT.contains(action)) {
                recorded.add(action);
            }
        }
        assertThat(recorded)
                .hasSizeGreaterThan(18)
                .allSatisfy(action -> assertThat(count("select count(*) from audit where action = '" + action + "'"))
                        .as(action)
                        .isPositive());
        assertThat(count(
                        "select count(*) from outbox o where o.topic like 'contracts.%' and 1 <> (select count(*) from audit a"
                                + " where a.object_id = o.aggregate_id and a.version = o.version"
                                + " and a.action <> 'order.document')"))
                .as("each version of each aggregate has its one row")
                .isZero();
        assertThat(count("select count(*) from audit where actor is null and role <> 'SYSTEM'"))
                .isZero();
        Rest.given()
                .port(ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class))
                .get("/q/enishi/audit")
                .then()
                .statusCode(200)
                .body("intact", is(true))
                .body("broken", hasSize(0));
    }

    /** A reminder may come in between and raise the version. */
    private static void act(String token, String id, String path, Object body) {
        Response answer;
        do {
            long version = get(token, "/engagements/" + id).then().extract().<Integer>path("version");
            answer = post(token, "/engagements/" + id + path, version, body);
        } while (answer.statusCode() == 412);
        answer.then().statusCode(200);
    }
}
