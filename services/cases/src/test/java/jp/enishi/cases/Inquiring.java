package jp.enishi.cases;

import static jp.enishi.platform.test.rest.Rest.given;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import jp.enishi.cases.inquiry.domain.FormSeal;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;

/** Inquiries as visitors send them and coordinators handle them. */
final class Inquiring {
    static final FormSeal SEAL = new FormSeal("the secret of the forms of the tests");
    static final UUID COORDINATOR = UUID.fromString("00000000-0000-4000-8000-00000000c0a1");
    static final String TOKEN = Tokens.coordinator(COORDINATOR);

    private Inquiring() {}

    static String someone() {
        return "p" + UUID.randomUUID().toString().substring(24) + "@asking.example";
    }

    static String seal(Duration age) {
        return SEAL.issue(Instant.now().minus(age));
    }

    static Map<String, Object> form(String email, String text) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("company", "株式会社みなと");
        form.put("person", "山田 花子");
        form.put("email", email);
        form.put("phone", "03-1234-5678");
        form.put("text", text);
        form.put("language", "ja");
        form.put("consent", true);
        form.put("formIssued", seal(Duration.ofMinutes(1)));
        form.put("website", "");
        return form;
    }

    static Map<String, Object> with(String field, Object value) {
        Map<String, Object> form = form(someone(), "PMOを探しています。");
        form.put(field, value);
        return form;
    }

    /** Without an account. */
    static Response send(Object form) {
        return given().contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(form)
                .post("/api/v1/inquiries");
    }

    static String sent(Map<String, Object> form) {
        return send(form).then().statusCode(202).extract().path("reference");
    }

    /** A new inquiry; its id. */
    static UUID inquiry(String email) {
        return id(sent(form(email, "要件の相談をしたいです。")));
    }

    /** One that the coordinator has taken, in version 2. */
    static UUID taken(String email) {
        UUID id = inquiry(email);
        act(id, "assignment", 1, Map.of()).then().statusCode(200);
        return id;
    }

    static Response act(UUID id, String what, long version, Object body) {
        return Api.post(TOKEN, "/api/v1/inquiries/" + id + "/" + what, version, body);
    }

    static Response read(UUID id) {
        return Api.as(TOKEN).get("/api/v1/inquiries/" + id);
    }

    static Map<String, Object> qualification(String name) {
        return Map.of(
                "name", Map.of("ja", name),
                "address", Map.of("ja", "東京都港区芝1-2-3"),
                "contact", "contact@minato.example");
    }

    static UUID id(String reference) {
        return (UUID) value("select inquiry_id from inquiry where reference = '" + reference + "'");
    }

    static Object value(String sql) {
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getObject(1) : null;
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }

    static int change(String sql) {
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }
}
