package jp.enishi.contracts;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Request;
import jp.enishi.platform.test.rest.Response;

/** The service as its callers use it. */
final class Api {
    static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Tokyo"));

    private Api() {}

    /** A talent who has met a client for a position. */
    record Met(UUID candidacyId, UUID caseId, UUID positionId, UUID organizationId, UUID talentId, UUID userId) {
        String client() {
            return Tokens.client(organizationId);
        }

        String talent() {
            return Tokens.talent(userId);
        }
    }

    static Request as(String token) {
        return given().contentType("application/json").oauth2(token);
    }

    static Response post(String token, String path, Object body) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/api/v1" + path);
    }

    static Response post(String token, String path, long version, Object body) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"" + version + "\"")
                .body(body)
                .post("/api/v1" + path);
    }

    static Response put(String token, String path, long version, Object body) {
        return as(token).header("If-Match", "\"" + version + "\"").body(body).put("/api/v1" + path);
    }

    static Response delete(String token, String path, long version) {
        return as(token).header("If-Match", "\"" + version + "\"").delete("/api/v1" + path);
    }

    static Response get(String token, String path) {
        return as(token).get("/api/v1" + path);
    }

    static int sql(String statement) {
        try (var connection = TestParts.database().connect();
                var work = connection.createStatement()) {
            return work.executeUpdate(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException(statement, refused);
        }
    }

    static long count(String query) {
        try (var connection = TestParts.database().connect();
                var work = connection.createStatement();
                var rows = work.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException refused) {
            throw new IllegalStateException(query, refused);
        }
    }

    static Met met() {
        return met(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), 1);
    }

    /** As the events of cases would have told it. */
    static Met met(UUID organizationId, UUID caseId, UUID positionId, int heads) {
        return met(organizationId, caseId, positionId, heads, UUID.randomUUID());
    }

    static Met met(UUID organizationId, UUID caseId, UUID positionId, int heads, UUID userId) {
        var met = new Met(UUID.randomUUID(), caseId, positionId, organizationId, UUID.randomUUID(), userId);
        sql("insert into client_case values ('" + caseId + "', '基幹システム刷新', 'Core system renewal', 'PUBLISHED')"
                + " on conflict do nothing");
        sql("insert into case_position (position_id, case_id, head_count) values ('" + positionId + "', '" + caseId
                + "', " + heads + ") on conflict do nothing");
        sql("insert into candidacy values ('" + met.candidacyId + "', '" + caseId + "', '" + positionId + "', '"
                + organizationId + "', '" + met.talentId + "', '" + met.userId + "', null,"
                + " '00000000-0000-4000-8000-00000000c001', 'MET')");
        return met;
    }

    static Map<String, Object> text(String ja) {
        return Map.of("ja", ja);
    }

    static Map<String, Object> terms(long yen) {
        var all = new LinkedHashMap<String, Object>();
        all.put("workContent", Map.of("ja", "課題管理と社内調整", "en", "Issue management"));
        all.put("contractType", "QUASI_MANDATE_HOURS");
        all.put("fee", Map.of("amount", Map.of("amount", yen, "currency", "JPY")));
        all.put(
                "settlement",
                Map.of("method", "UPPER_LOWER", "lower", 140, "upper", 180, "roundTo", 10, "stepMinutes", 15));
        all.put("utilisation", 80);
        all.put(
                "period",
                Map.of(
                        "start", TODAY.plusDays(10).toString(),
                        "end", TODAY.plusDays(10).plusMonths(6).minusDays(1).toString()));
        all.put("place", text("東京都港区芝1-2-3"));
        all.put("workplace", "HYBRID");
        all.put("onSiteDays", 2);
        all.put(
                "payment",
                Map.of(
                        "closing", "END_OF_MONTH",
                        "dueDay", 31,
                        "monthsAfter", 1,
                        "method", "BANK_TRANSFER",
                        "transferFeeBearer", "PAYER"));
        all.put("responsible", text("情報システム部 髙橋"));
        all.put("consultationContact", "soudan@minato.example");
        return all;
    }

    static String inDays(int days) {
        return Instant.now()
                .plus(days, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
    }

    static Response offer(Met met, long yen) {
        return offer(met, terms(yen));
    }

    static Response offer(Met met, Map<String, Object> terms) {
        return post(
                met.client(),
                "/offers",
                Map.of("candidacyId", met.candidacyId, "terms", terms, "expiresAt", inDays(7)));
    }

    static String offered(Met met) {
        return offer(met, 900_000).then().statusCode(201).extract().path("offerId");
    }

    static String hash(String token, String offerId) {
        return get(token, "/offers/" + offerId).then().statusCode(200).extract().path("termsHash");
    }

    static Response accept(String token, String offerId, long version, String hash) {
        return post(token, "/offers/" + offerId + "/acceptance", version, Map.of("termsHash", hash));
    }

    /** Offered and accepted; answers the order's id. */
    static String agreed(Met met) {
        return agreed(met, terms(900_000));
    }

    static String agreed(Met met, Map<String, Object> terms) {
        String offerId = offer(met, terms).then().statusCode(201).extract().path("offerId");
        accept(met.talent(), offerId, 1, hash(met.talent(), offerId)).then().statusCode(200);
        return orderOf(met);
    }

    static String orderOf(Met met) {
        return get(met.talent(), "/orders").then().statusCode(200).extract().path("items[0].orderId");
    }

    static Map<String, Object> party(String name, String kind) {
        var party = new LinkedHashMap<String, Object>();
        party.put("legalName", name);
        party.put("address", "東京都千代田区1-1");
        party.put("kind", kind);
        party.put("contact", "a@example.com");
        party.put("hasEmployees", kind.equals("CORPORATION"));
        party.put("declaredOn", TODAY.toString());
        if (kind.equals("CORPORATION")) {
            party.put("officers", 3);
            party.put("invoiceNumber", "T4011001098993");
        }
        return party;
    }

    static void declare(Met met, String client, String talent) {
        put(met.client(), "/parties/mine", 0, party(client, "CORPORATION"))
                .then()
                .statusCode(200);
        put(met.talent(), "/parties/mine", 0, party(talent, "INDIVIDUAL"))
                .then()
                .statusCode(200);
    }

    /** Agreed and in writing; answers the order's id. */
    static String placed(Met met) {
        declare(met, "株式会社みなと", "山田 太郎");
        String orderId = agreed(met);
        place(met.client(), orderId, 1).then().statusCode(200);
        return orderId;
    }

    static Response place(String token, String orderId, long version) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"" + version + "\"")
                .post("/api/v1/orders/" + orderId + "/placement");
    }

    /** Confirmed by both; answers the engagement's id. */
    static String engaged(Met met) {
        String orderId = placed(met);
        String hash = get(met.client(), "/orders/" + orderId).then().extract().path("documentHash");
        confirm(met.client(), orderId, 2, hash).then().statusCode(200);
        confirm(met.talent(), orderId, 3, hash).then().statusCode(200);
        return get(met.talent(), "/engagements")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].engagementId");
    }

    static Response confirm(String token, String orderId, long version, String hash) {
        return post(token, "/orders/" + orderId + "/confirmation", version, Map.of("documentHash", hash));
    }

    /** Refused by the database itself, with this state. */
    static void refused(String role, String statement, String state) {
        try (var connection = TestParts.database().connect(role);
                var work = connection.createStatement()) {
            work.execute(statement);
        } catch (SQLException refusal) {
            assertThat(refusal.getSQLState())
                    .as(statement + ": " + refusal.getMessage())
                    .isEqualTo(state);
            return;
        }
        throw new AssertionError(role + " may " + statement);
    }
}
