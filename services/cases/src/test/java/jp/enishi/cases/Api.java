package jp.enishi.cases;

import static jp.enishi.platform.test.rest.Rest.given;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Request;
import jp.enishi.platform.test.rest.Response;

/** The service as its callers use it. */
final class Api {
    static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Tokyo"));

    private Api() {}

    static Request as(String token) {
        return given().contentType("application/json").oauth2(token);
    }

    static Request coordinator() {
        return as(Tokens.coordinator());
    }

    static Response post(String token, String path, Object body) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
    }

    static Response post(String token, String path, long version, Object body) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"" + version + "\"")
                .body(body)
                .post(path);
    }

    static Response put(String token, String path, long version, Object body) {
        return as(token).header("If-Match", "\"" + version + "\"").body(body).put(path);
    }

    static Map<String, Object> company(UUID organization) {
        return Map.of(
                "name", Map.of("ja", "株式会社みなと", "en", "Minato Ltd."),
                "address", Map.of("ja", "東京都港区芝1-2-3"),
                "contact", "contact@minato.example",
                "organizationId", organization.toString());
    }

    static String registerCompany(UUID organization) {
        return post(Tokens.coordinator(), "/api/v1/companies", company(organization))
                .then()
                .statusCode(201)
                .extract()
                .path("companyId");
    }

    /** A complete case; the title tells tests apart. */
    static Map<String, Object> requirements(String title) {
        var all = new LinkedHashMap<String, Object>();
        all.put("title", Map.of("ja", title, "en", "Core system renewal"));
        all.put("background", Map.of("ja", "刷新を進めたい。"));
        all.put("tasks", Map.of("ja", "課題・ToDo・リスクの管理、社内調整", "en", "Issues, to-dos and risks"));
        all.put("industry", "MANUFACTURING");
        all.put(
                "workplace",
                Map.of("kind", "HYBRID", "onSiteDays", 2, "prefecture", "13", "place", Map.of("ja", "東京都港区")));
        all.put("utilisation", 100);
        all.put("hours", Map.of("lower", 140, "upper", 180));
        all.put("period", Map.of("start", TODAY.plusDays(20).toString(), "months", 6, "extensible", true));
        all.put("budget", Map.of("lower", yen(800_000), "upper", yen(950_000)));
        all.put("positions", List.of(position("PMO")));
        return all;
    }

    static Map<String, Object> position(String role) {
        return Map.of(
                "role",
                role,
                "headCount",
                1,
                "must",
                List.of(Map.of("skill", "issue-management", "years", 3)),
                "nice",
                List.of(Map.of("skill", "risk-management", "level", 4)),
                "phases",
                List.of("REQUIREMENTS"),
                "languages",
                List.of(Map.of("language", "ja", "level", "BUSINESS")));
    }

    static Map<String, Object> yen(long amount) {
        return Map.of("amount", amount, "currency", "JPY");
    }

    static String openCase(String companyId, Map<String, Object> requirements) {
        return post(Tokens.coordinator(), "/api/v1/cases", Map.of("companyId", companyId, "requirements", requirements))
                .then()
                .statusCode(201)
                .extract()
                .path("caseId");
    }

    static Response publish(String caseId, long version, LocalDate closesOn) {
        return post(
                Tokens.coordinator(),
                "/api/v1/cases/" + caseId + "/publication",
                version,
                Map.of("closesOn", closesOn.toString()));
    }

    static String published(UUID organization, String title) {
        String caseId = openCase(registerCompany(organization), requirements(title));
        publish(caseId, 1, TODAY.plusDays(30)).then().statusCode(200);
        return caseId;
    }
}
