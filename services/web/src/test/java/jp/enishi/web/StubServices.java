package jp.enishi.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import jp.enishi.platform.test.Tokens;
import org.jspecify.annotations.Nullable;

/** The services behind the pages, answering with recorded documents as the contract says; real HTTP on a free port. */
public final class StubServices implements QuarkusTestResourceLifecycleManager {
    static final String CASE = "01980000-0000-7000-8000-000000000301";
    static final String CLOSED = "01980000-0000-7000-8000-000000000302";
    static final String COMPANY = "01980000-0000-7000-8000-000000000401";
    static final String TALENT = "01980000-0000-7000-8000-000000000101";
    static final String MET = id(801);
    static final String PROPOSED = id(802);
    static final String PROPOSAL = id(811);
    static final String POLL = id(841);
    static final String BOOKED = id(842);
    static final String OFFER = id(861);
    static final String ORDER = id(871);
    static final String PLACED = id(872);
    static final String READY = id(873);
    static final String TASK = id(879);
    static final String ENGAGEMENT = id(881);
    static final String CONSENT = id(891);
    static final String POSITION = "01980000-0000-7000-8000-000000000601";

    /** What arrived at a service. */
    record Seen(String method, String path, String query, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    record Answer(int status, String body) {}

    private static final String TALENTS_VIEW = "talent ";

    /** What the order flow answers to a reading. */
    private static final Map<String, String> FLOW = Map.ofEntries(
            Map.entry("/cases/" + CASE + "/candidacies", "pipeline"),
            Map.entry("/cases/" + CASE + "/requirements/versions", "requirement-versions"),
            Map.entry("/candidacies/" + MET, "candidacy"),
            Map.entry("/candidacies/mine", "own-candidacies"),
            Map.entry("/candidacies/seats", "seats"),
            Map.entry(TALENTS_VIEW + "/candidacies/" + MET, "own-candidacy"),
            Map.entry("/cases/" + CASE + "/proposals", "offered-proposals"),
            Map.entry("/proposals/" + PROPOSAL, "offered-proposal"),
            Map.entry("/meetings", "own-meetings"),
            Map.entry("/meetings/" + POLL, "poll"),
            Map.entry("/meetings/" + BOOKED, "booked"),
            Map.entry("/offers", "own-offers"),
            Map.entry("/offers/" + OFFER, "offer"),
            Map.entry("/orders", "own-orders"),
            Map.entry("/orders/" + ORDER, "order"),
            Map.entry("/orders/" + PLACED, "placed-order"),
            Map.entry("/orders/" + READY, "ready-order"),
            Map.entry("/engagements", "own-engagements"),
            Map.entry("/engagements/due", "none"),
            Map.entry("/engagements/" + ENGAGEMENT, "engagement"),
            Map.entry("/archive", "archive"),
            Map.entry("/parties/mine", "party"),
            Map.entry("/talents/" + TALENT + "/consents", "consents"),
            Map.entry("/talents/" + TALENT + "/terms", "agreed-terms"),
            Map.entry("/talents/" + TALENT + "/disclosures", "disclosures"),
            Map.entry("/talents/" + TALENT + "/readerships", "readerships"),
            Map.entry("/talents/disclosures", "all-disclosures"),
            Map.entry("/talents/" + TALENT + "/versions", "versions"),
            Map.entry("/talents/" + TALENT + "/versions/7/disclosed", "named"));

    private static final Map<String, Answer> OVERRIDES = new ConcurrentHashMap<>();
    private static final Map<String, Callable<Boolean>> AWAITED = new ConcurrentHashMap<>();
    private static final AtomicReference<@Nullable Function<Seen, Answer>> CHANGES = new AtomicReference<>();
    private static final List<Seen> SEEN = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    /** Answers one kind of request differently until {@link #reset()}; the key is "METHOD /path". */
    static void answer(String request, int status, String body) {
        OVERRIDES.put(request, new Answer(status, body));
    }

    /** Answers one kind of request once something has happened, until {@link #reset()}; when it hasn't, with 504. */
    static void answerAfter(String request, Callable<Boolean> happened) {
        AWAITED.put(request, happened);
    }

    /** Answers whatever is no reading by a rule until {@link #reset()}. */
    static void answerChanges(Function<Seen, Answer> rule) {
        CHANGES.set(rule);
    }

    static void reset() {
        OVERRIDES.clear();
        AWAITED.clear();
        CHANGES.set(null);
        SEEN.clear();
    }

    static List<Seen> seen(String method, String path) {
        synchronized (SEEN) {
            return SEEN.stream()
                    .filter(seen -> seen.method().equals(method) && seen.path().equals(path))
                    .toList();
        }
    }

    /** What the newest request to a path asked for, as it was sent. */
    static String asked(String path) {
        return seen("GET", path).getLast().query();
    }

    /** How many there were since {@link #reset()}. */
    static int requests() {
        return SEEN.size();
    }

    @Override
    public Map<String, String> start() {
        Tokens.coordinator();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", StubServices::serve);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "OIDC_ISSUER", Objects.requireNonNull(System.getProperty("enishi.test.issuer")),
                "TALENTS_URL", url,
                "CASES_URL", url,
                "MATCHING_URL", url,
                "NOTIFICATIONS_URL", url,
                "MEETINGS_URL", url,
                "CONTRACTS_URL", url,
                "quarkus.devservices.enabled", "false",
                "CSRF_KEY", "a-signature-key-for-tests-of-32-bytes-and-more");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/api/v1", "");
        String request = exchange.getRequestMethod() + " " + path;
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var seen = new Seen(
                exchange.getRequestMethod(),
                path,
                Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""),
                Map.copyOf(exchange.getRequestHeaders()),
                body);
        SEEN.add(seen);
        Function<Seen, Answer> changes = CHANGES.get();
        Answer answer = changes == null || seen.method().equals("GET") ? OVERRIDES.get(request) : changes.apply(seen);
        if (!happened(request)) {
            answer = problem(504, "nothing-happened");
        }
        if (answer == null) {
            answer = recorded(request, talent(exchange.getRequestHeaders().getFirst("Authorization")));
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", answer.status() < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static boolean happened(String request) {
        try {
            return AWAITED.getOrDefault(request, () -> true).call();
        } catch (Exception stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The id that ends in a number. */
    static String id(int number) {
        return "01980000-0000-7000-8000-%012d".formatted(number);
    }

    /** Whether a talent asks, who sees a candidacy in a way of their own. */
    private static boolean talent(@Nullable String authorization) {
        return authorization != null
                && new String(Base64.getUrlDecoder().decode(authorization.split("\\.")[1]), StandardCharsets.UTF_8)
                        .contains("[\"talent\"]");
    }

    private static Answer recorded(String request, boolean talent) {
        String read = request.startsWith("GET ") ? request.substring("GET ".length()) : "";
        String flow = FLOW.getOrDefault((talent ? TALENTS_VIEW : "") + read, FLOW.get(read));
        if (flow != null) {
            return ok(flow);
        }
        return switch (request) {
            case "GET /listings" -> ok("listings");
            case "GET /listings/" + CASE -> ok("listing");
            case "GET /listings/" + CLOSED -> problem(410, "listing-closed");
            case "GET /talents/me" -> ok("talent");
            case "GET /talents", "GET /talents/names" -> ok("talents");
            case "POST /talents" -> new Answer(201, read("talent"));
            case "GET /talents/" + TALENT + "/sheet" -> ok("sheet");
            case "PUT /talents/" + TALENT + "/resume",
                    "PUT /talents/" + TALENT + "/profile",
                    "PUT /talents/" + TALENT + "/availability",
                    "PUT /talents/" + TALENT + "/wishes" -> ok("talent");
            case "POST /talents/" + TALENT + "/terms" ->
                new Answer(200, "{\"talentId\":\"" + TALENT + "\",\"terms\":1,\"agreedAt\":\"2026-12-02T01:00:00Z\"}");
            case "GET /matches/talents/" + TALENT -> ok("fitting");
            case "GET /matches/cases/" + CASE -> ok("ranking");
            case "GET /matches/cases/" + CASE + "/teams" -> ok("teams");
            case "GET /matches/team-plans" -> ok("team-plans");
            case "GET /matches/cases/" + CASE + "/team" -> ok("team-score");
            case "GET /notifications" -> ok("notifications");
            case "GET /notifications/unread" -> new Answer(200, "{\"count\":2}");
            case "GET /notifications/preferences", "PUT /notifications/preferences" -> ok("preferences");
            case "GET /cases" -> ok("cases");
            case "POST /cases" -> new Answer(201, read("case"));
            case "GET /cases/" + CASE,
                    "PUT /cases/" + CASE + "/requirements",
                    "POST /cases/" + CASE + "/publication",
                    "POST /cases/" + CASE + "/closing" -> ok("case");
            case "GET /coordinators/named" ->
                new Answer(200, "[{\"userId\":\"01980000-0000-7000-8000-000000000c01\",\"name\":\"佐々木 恵\"}]");
            case "GET /coordinators" -> new Answer(200, """
                        [{"userId":"01980000-0000-7000-8000-000000000c01","name":"佐々木 恵"},
                         {"userId":"01980000-0000-7000-8000-000000000c02","name":"高橋 誠"}]""");
            case "GET /proposals" -> new Answer(200, "{\"items\":[]}");
            case "GET /companies" -> ok("companies");
            case "GET /companies/members" -> ok("own-companies");
            case "GET /companies/" + COMPANY + "/members" ->
                new Answer(
                        200,
                        "[{\"userId\":\"" + id(202)
                                + "\",\"name\":\"鈴木 一郎\",\"email\":\"suzuki@minato.example\",\"active\":true}]");
            case "POST /companies" -> new Answer(201, read("company"));
            case "GET /companies/" + COMPANY, "PUT /companies/" + COMPANY -> ok("company");
            default -> request.startsWith("POST /notifications/") ? new Answer(200, "{}") : problem(404, "not-found");
        };
    }

    static String read(String name) {
        try (var in = Objects.requireNonNull(StubServices.class.getResourceAsStream("/stub/" + name + ".json"), name)) {
            return new ObjectMapper().readTree(in).toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Answer ok(String name) {
        return new Answer(200, read(name));
    }

    private static Answer problem(int status, String code) {
        return new Answer(
                status,
                "{\"type\":\"https://enishi.example/problems/%s\",\"title\":\"x\",\"status\":%d,\"code\":\"%s\",\"errors\":[],\"traceId\":\"t\"}"
                        .formatted(code, status, code));
    }
}
