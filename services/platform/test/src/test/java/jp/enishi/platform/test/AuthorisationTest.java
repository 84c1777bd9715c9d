package jp.enishi.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Policy;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;
import jp.enishi.platform.test.Authorisation.Report;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small service that keeps to the matrix has no findings; with any hole planted in it, it has. */
class AuthorisationTest {
    private static final String DESCRIPTION = """
            paths:
              /orders:
                get: {description: Needs the function `order.list` of the access rules.}
              /orders/{id}:
                get: {description: Needs the function `order.read` of the access rules.}
              /orders/{id}/placement:
                post:
                  description: Needs the function `order.place` of the access rules.
                  parameters: [{name: If-Match, in: header}, {name: Idempotency-Key, in: header}]
                  requestBody: {}
              /taxonomy:
                get: {description: "Open to everybody, with or without a token."}
            """;

    private static final Map<Role, String> STRANGERS = new EnumMap<>(Role.class);

    static {
        List.of(Role.values()).forEach(role -> STRANGERS.put(role, role + "-stranger"));
    }

    private final Policy policy = Policy.load();
    private final List<Specimen> specimens = new ArrayList<>();
    private HttpServer server;
    private @Nullable Hole hole;

    private enum Hole {
        EVERYBODY_MAY_EVERYTHING,
        EVERYBODY_IS_OWNER,
        ANONYMOUS_IS_COORDINATOR,
        ONE_STATE_IS_TAKEN_FOR_NONE,
        FOREIGN_IS_TOLD_FROM_UNKNOWN,
        AUDITOR_MAY_WRITE,
        OWNER_IS_A_STRANGER,
        FAULT
    }

    @BeforeEach
    void start() throws IOException {
        for (String state : List.of("PREPARED", "ORDERED", "CONFIRMED")) {
            specimens.add(new Specimen(
                    "order",
                    state,
                    Map.of("id", UUID.randomUUID().toString()),
                    Map.of(Role.CLIENT, "CLIENT-" + state, Role.TALENT, "TALENT-" + state)));
        }
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatKeepsToTheMatrixHasNoFindings() {
        Report report = ask(DESCRIPTION, specimens, placement(), Map.of());
        assertThat(report.findings()).isEmpty();
        assertThat(report.requests()).isGreaterThan(70);
        assertThat(authorisation(DESCRIPTION, specimens, placement(), Map.of())
                        .askSwapped(address())
                        .findings())
                .anyMatch(finding -> finding.contains("200 instead of 404"));
    }

    @ParameterizedTest
    @EnumSource
    void anyHoleIsFound(Hole planted) {
        hole = planted;
        assertThat(ask(DESCRIPTION, specimens, placement(), Map.of()).findings())
                .as(planted.name())
                .isNotEmpty();
    }

    @Test
    void anOperationThatTheMatrixDoesNotKnowIsFound() {
        assertThat(ask(DESCRIPTION.replace("order.read", "order.destroy"), specimens, placement(), Map.of())
                        .findings())
                .containsExactly("GET /orders/{id}: the matrix has no action order.destroy");
        assertThat(ask(
                                DESCRIPTION.replace("Needs the function `order.read` of the access rules.", "An order"),
                                specimens,
                                placement(),
                                Map.of())
                        .findings())
                .containsExactly("GET /orders/{id} names no action and is not open to everybody");
    }

    @Test
    void whatIsMissingIsNamed() {
        List<Specimen> fewer = specimens.subList(0, 2);
        assertThat(ask(DESCRIPTION, fewer, placement(), Map.of()).findings())
                .contains(
                        "GET /orders/{id} (order.read): add a specimen of a order in the state CONFIRMED with the ids [id]");
        Specimen without =
                new Specimen("order", "CONFIRMED", specimens.getLast().ids(), Map.of(Role.CLIENT, "CLIENT-CONFIRMED"));
        List<Specimen> unowned = new ArrayList<>(fewer);
        unowned.add(without);
        assertThat(ask(DESCRIPTION, unowned, placement(), Map.of()).findings())
                .contains(
                        "GET /orders/{id} (order.read): add a specimen of a order in the state CONFIRMED that is own to a TALENT");
        assertThat(ask(DESCRIPTION, specimens, Map.of(), Map.of()).findings())
                .containsExactly("POST /orders/{id}/placement takes a body: add a sample of it");
        assertThat(ask(
                                DESCRIPTION,
                                specimens,
                                Map.of("POST /orders/{id}/placement", Sample.json("{}"), "POST /x", Sample.json("{}")),
                                Map.of())
                        .findings())
                .containsExactly("There is a sample for POST /x, but no such operation");
    }

    @Test
    void anExceptionMustBeNeededAndOpensNothing() {
        String read = "GET /orders/{id} PREPARED";
        assertThat(ask(DESCRIPTION, specimens, placement(), Map.of(read, 404)).findings())
                .containsExactly("The exception \"" + read + "\" is never needed");
        hole = Hole.EVERYBODY_IS_OWNER;
        assertThat(ask(DESCRIPTION, specimens, placement(), Map.of(read, 200)).findings())
                .contains("GET /orders/{id} (order.read) as TALENT foreign PREPARED: 200 instead of 404");
    }

    @Test
    void aRefusalForTheFormShowsNothing() {
        assertThat(ask(
                                DESCRIPTION,
                                specimens,
                                Map.of("POST /orders/{id}/placement", Sample.json("malformed")),
                                Map.of())
                        .findings())
                .anyMatch(finding -> finding.contains("as CLIENT own PREPARED: 422 instead of being let through"));
    }

    private static Map<String, Sample> placement() {
        return Map.of("POST /orders/{id}/placement", Sample.json("{}"));
    }

    private Report ask(
            String description, List<Specimen> known, Map<String, Sample> samples, Map<String, Integer> exceptions) {
        return authorisation(description, known, samples, exceptions).ask(address());
    }

    private Authorisation authorisation(
            String description, List<Specimen> known, Map<String, Sample> samples, Map<String, Integer> exceptions) {
        return new Authorisation(description, policy, known, samples, exceptions, STRANGERS);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(answer(exchange, body), -1);
        exchange.close();
    }

    private int answer(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/taxonomy")) {
            return 200;
        }
        if (hole == Hole.FAULT) {
            return 500;
        }
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        token = token == null ? "" : token.replace("Bearer ", "");
        if (token.isEmpty() && hole == Hole.ANONYMOUS_IS_COORDINATOR) {
            token = "COORDINATOR-stranger";
        }
        if (token.isEmpty()) {
            return 401;
        }
        Role role = Role.valueOf(token.replaceFirst("-.*", ""));
        if (role == Role.AUDITOR && hole == Hole.AUDITOR_MAY_WRITE) {
            role = Role.CLIENT;
        }
        boolean placing = path.endsWith("/placement");
        String action = path.equals("/orders") ? "order.list" : placing ? "order.place" : "order.read";
        if (hole != Hole.EVERYBODY_MAY_EVERYTHING && !policy.mayEver(Set.of(role), action)) {
            return 403;
        }
        if (path.equals("/orders")) {
            return 200;
        }
        if (placing && body.equals("malformed")) {
            return 422;
        }
        String caller = token;
        Role as = role;
        return specimens.stream()
                .filter(specimen -> path.contains(String.valueOf(specimen.ids().get("id"))))
                .findFirst()
                .map(specimen -> verdict(specimen, caller, as, action, placing))
                .orElse(404);
    }

    private int verdict(Specimen specimen, String caller, Role role, String action, boolean placing) {
        boolean own = specimen.owners().containsValue(caller);
        if (hole == Hole.EVERYBODY_IS_OWNER) {
            own = true;
        } else if (hole == Hole.OWNER_IS_A_STRANGER) {
            own = false;
        }
        String state =
                hole == Hole.ONE_STATE_IS_TAKEN_FOR_NONE && specimen.state().equals("ORDERED")
                        ? "NONE"
                        : specimen.state();
        int through = placing ? 412 : 200;
        if (hole == Hole.EVERYBODY_MAY_EVERYTHING) {
            return through;
        }
        var subject = new Subject(new UUID(0, 1), Set.of(role), Set.of());
        return switch (policy.decide(subject, action, new Resource("order", Ownership.of(own), state))
                .verdict()) {
            case PERMIT -> through;
            case NOT_FOUND -> hole == Hole.FOREIGN_IS_TOLD_FROM_UNKNOWN ? 403 : 404;
            case FORBIDDEN -> 403;
        };
    }
}
