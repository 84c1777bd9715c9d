package jp.enishi.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;

/**
 * Loads the demo through the public API: companies, 300 talents, then the nine cases of the catalogue, published, and one more case whose people stand at every step of the order flow. Run again
 * it adds only what is missing: users, talents, companies and cases are looked up or refused as known.
 */
public final class Load {
    /** Everybody's password in the demo. */
    public static final String PASSWORD = "enishi-demo-2026";

    public static final String CLIENT = "client@demo.example";
    public static final String TALENT_1 = "talent1@demo.example";
    public static final String TALENT_2 = "talent2@demo.example";
    public static final String COORDINATOR = "coordinator@demo.example";
    public static final String ADMIN = "admin@demo.example";
    public static final String AUDITOR = "auditor@demo.example";

    private static final String USERS =
            """
              client (お客様)          %s
              talent (プロ人材)        %s
              talent, in English      %s
              coordinator (運営)       %s
              admin (運用)             %s
              auditor (監査)           %s
              password of all         %s
            """.formatted(CLIENT, TALENT_1, TALENT_2, COORDINATOR, ADMIN, AUDITOR, PASSWORD);

    /** Talents who act in the order flow themselves, and all who are seen in it. */
    private static final int ACTING = 4;

    private static final int CAST = 12;
    /** Nobody is in two meetings at once, so the client and the coordinators have colleagues. */
    private static final int COLLEAGUES = 4;

    private static final List<String> COLLEAGUE_NAMES = List.of("直樹", "彩", "剛", "美咲");

    /** How many talents there are when DEMO_TALENTS doesn't say. */
    static final int TALENTS = 300;

    private static final long SEED = 20_261_101L;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Http http = new Http();
    private final DemoRealm realm;
    private final String talentsUrl;
    private final String casesUrl;
    private final String gatewayUrl;
    private final Clock clock;
    private final Taxonomy taxonomy = Taxonomy.load();

    private Load(DemoRealm realm, String talentsUrl, String casesUrl, String gatewayUrl, Clock clock) {
        this.realm = realm;
        this.talentsUrl = talentsUrl;
        this.casesUrl = casesUrl;
        this.gatewayUrl = gatewayUrl;
        this.clock = clock;
    }

    /**
     * Needs KEYCLOAK_URL, OIDC_ISSUER, KEYCLOAK_ADMIN_CLIENT, KEYCLOAK_ADMIN_SECRET_FILE, TALENTS_URL, CASES_URL, PUBLIC_URL (the gateway) and DEMO_USERS_FILE (where
     * to write who can sign in) in the environment, and takes DEMO_TALENTS (how many talents, 300 when absent, at least 12); ends with 1 and one line that says why when a part refuses.
     */
    public static void main(String[] arguments) {
        Clock clock = Clock.systemUTC();
        Forward.start(Objects.requireNonNullElse(System.getenv("FORWARD"), ""));
        try (DemoRealm realm = new DemoRealm(
                environment("KEYCLOAK_URL"),
                environment("OIDC_ISSUER"),
                environment("KEYCLOAK_ADMIN_CLIENT"),
                Files.readString(Path.of(environment("KEYCLOAK_ADMIN_SECRET_FILE")))
                        .strip(),
                clock)) {
            new Load(realm, environment("TALENTS_URL"), environment("CASES_URL"), environment("PUBLIC_URL"), clock)
                    .run();
            Files.writeString(Path.of(environment("DEMO_USERS_FILE")), USERS);
        } catch (IOException | RuntimeException failure) {
            System.err.println("The demo could not be loaded: " + failure.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        List<JsonNode> companies = DemoFiles.list("companies.json");
        List<Talents.Person> people = people(clock, taxonomy, count());

        List<DemoRealm.User> users = new ArrayList<>();
        users.add(new DemoRealm.User(CLIENT, "明子", "三田", "client", "ja", PASSWORD));
        users.add(new DemoRealm.User(COORDINATOR, "結衣", "縁", "coordinator", "ja", PASSWORD));
        users.add(new DemoRealm.User(ADMIN, "守", "運用", "admin", "ja", PASSWORD));
        users.add(new DemoRealm.User(AUDITOR, "正", "監査", "auditor", "ja", PASSWORD));
        for (int i = 1; i <= COLLEAGUES; i++) {
            users.add(new DemoRealm.User(colleague("client", i), COLLEAGUE_NAMES.get(i - 1), "三田", "client", "ja", ""));
            users.add(new DemoRealm.User(
                    colleague("coordinator", i), COLLEAGUE_NAMES.get(i - 1), "縁", "coordinator", "ja", ""));
        }
        for (Talents.Person person : people) {
            users.add(new DemoRealm.User(
                    person.email(),
                    person.profile().get("givenName").asText(),
                    person.profile().get("familyName").asText(),
                    "talent",
                    person.profile().get("language").asText(),
                    person.index() < ACTING ? PASSWORD : ""));
        }
        say("users and organisations");
        Map<String, String> userIds = realm.users(users);
        Map<String, String> organizations = new HashMap<>();
        for (JsonNode company : companies) {
            organizations.put(
                    company.get("alias").asText(),
                    realm.organization(
                            company.get("alias").asText(),
                            company.get("name").get("ja").asText()));
        }
        String own = known(organizations, companies.getFirst().get("alias").asText());
        realm.join(own, known(userIds, CLIENT));
        for (int i = 1; i <= COLLEAGUES; i++) {
            realm.join(own, known(userIds, colleague("client", i)));
        }
        realm.open();

        say(companies.size() + " companies");
        Map<String, String> companyIds = companies(companies, organizations);
        say(CAST + " talents and nine cases");
        registerAll(people.subList(0, CAST), userIds);
        Map<String, String> known = new HashMap<>();
        http.get(casesUrl + "/api/v1/cases?limit=100", realm.coordinatorToken())
                .body()
                .get("items")
                .forEach(one -> known.put(
                        one.get("title").get("ja").asText(), one.get("caseId").asText()));
        List<String> published = new ArrayList<>();
        for (JsonNode written : DemoFiles.list("cases.json")) {
            String there = known.get(written.get("title").get("ja").asText());
            published.add(
                    there != null
                            ? there
                            : publish(
                                    written,
                                    known(companyIds, written.get("company").asText())));
        }
        JsonNode running = DemoFiles.list("flow-cases.json").getFirst();
        String there = known.get(running.get("title").get("ja").asText());
        JsonNode flowCase = there != null
                ? shown(there)
                : open(running, known(companyIds, running.get("company").asText()));
        @Nullable FlowDemo flow = null;
        FlowDemo.Stage stage = new FlowDemo.Stage(shown(published.getFirst()), flowCase, shown(published.get(4)));
        if (isUntouched(flowCase)) {
            say("the order flow, until the meetings");
            flow = new FlowDemo(cast(people, userIds, own), clock);
            flow.begin(stage);
        }
        say((people.size() - CAST) + " more talents");
        registerAll(people.subList(CAST, people.size()), userIds);
        if (flow != null) {
            say("the order flow, from the meetings on");
            flow.inquiries(gatewayUrl);
            flow.finish(stage);
        }
        say("loaded");
    }

    private Map<String, String> companies(List<JsonNode> companies, Map<String, String> organizations) {
        Map<String, String> companyIds = new HashMap<>();
        for (JsonNode known : http.get(casesUrl + "/api/v1/companies?limit=100", realm.coordinatorToken())
                .body()
                .get("items")) {
            organizations.forEach((alias, organization) -> {
                if (organization.equals(known.get("organizationId").asText())) {
                    companyIds.put(alias, known.get("companyId").asText());
                }
            });
        }
        for (JsonNode company : companies) {
            if (companyIds.containsKey(company.get("alias").asText())) {
                continue;
            }
            ObjectNode body = JSON.objectNode();
            body.set("name", company.get("name"));
            body.set("address", company.get("address"));
            body.put("contact", company.get("contact").asText());
            body.put("organizationId", known(organizations, company.get("alias").asText()));
            JsonNode made = post(
                    casesUrl + "/api/v1/companies",
                    body,
                    "company/" + company.get("alias").asText());
            companyIds.put(company.get("alias").asText(), made.get("companyId").asText());
        }
        return companyIds;
    }

    private FlowDemo.Cast cast(List<Talents.Person> people, Map<String, String> userIds, String organization) {
        Map<String, String> talentIds = new HashMap<>();
        String next = "";
        do {
            JsonNode page = http.get(
                            talentsUrl + "/api/v1/talents?limit=100"
                                    + (next.isEmpty() ? "" : "&cursor=" + Http.encode(next)),
                            realm.coordinatorToken())
                    .body();
            page.get("items")
                    .forEach(talent ->
                            talentIds.put(name(talent), talent.get("talentId").asText()));
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        List<FlowDemo.Talent> active = new ArrayList<>();
        for (Talents.Person person : people.subList(0, ACTING)) {
            active.add(new FlowDemo.Talent(
                    signedIn(person.email()),
                    known(userIds, person.email()),
                    known(talentIds, name(person.profile())),
                    name(person.profile())));
        }
        List<String> clients = new ArrayList<>(List.of(known(userIds, CLIENT)));
        List<String> coordinators = new ArrayList<>(List.of(known(userIds, COORDINATOR)));
        for (int i = 1; i <= COLLEAGUES; i++) {
            clients.add(known(userIds, colleague("client", i)));
            coordinators.add(known(userIds, colleague("coordinator", i)));
        }
        return new FlowDemo.Cast(
                signedIn(CLIENT),
                signedIn(COORDINATOR),
                organization,
                clients,
                coordinators,
                active,
                people.subList(ACTING, CAST).stream()
                        .map(person -> known(talentIds, name(person.profile())))
                        .toList());
    }

    /** In the generated people no two have the same name. */
    private static String name(JsonNode profile) {
        return profile.get("familyName").asText() + " "
                + profile.get("givenName").asText();
    }

    private Person signedIn(String email) {
        return Person.signedIn(gatewayUrl, Duration.ofSeconds(60), email, PASSWORD);
    }

    private static String colleague(String role, int number) {
        return role + "-colleague" + number + "@demo.example";
    }

    /** The demo's people: the first two get the e-mail addresses that the demo's talents sign in with. */
    private static int count() {
        String said = System.getenv("DEMO_TALENTS");
        int count = said == null ? TALENTS : Integer.parseInt(said);
        if (count < CAST) {
            throw new IllegalStateException("DEMO_TALENTS must be at least " + CAST + ", the people of the order flow");
        }
        return count;
    }

    static List<Talents.Person> people(Clock clock, Taxonomy taxonomy, int count) {
        Talents talents = new Talents(
                SEED,
                LocalDate.now(clock),
                name -> taxonomy.find(name)
                        .orElseThrow(() -> new IllegalStateException("Not a skill of the taxonomy: " + name))
                        .id(),
                name -> taxonomy.phases().stream()
                        .filter(phase -> phase.ja().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("Not a phase of the taxonomy: " + name))
                        .id());
        return talents.make(count).stream()
                .map(person -> switch (person.index()) {
                    case 0 -> person.withEmail(TALENT_1);
                    case 1 -> person.withEmail(TALENT_2);
                    default -> person;
                })
                .toList();
    }

    private void registerAll(List<Talents.Person> people, Map<String, String> userIds) {
        try (ExecutorService workers = Executors.newFixedThreadPool(6)) {
            List<Future<JsonNode>> running = people.stream()
                    .map(person -> workers.submit(() -> register(person, known(userIds, person.email()))))
                    .toList();
            for (Future<JsonNode> registration : running) {
                registration.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    Objects.requireNonNull(failure.getCause()).getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private JsonNode register(Talents.Person person, String userId) {
        ObjectNode body = JSON.objectNode().put("userId", userId);
        body.set("profile", person.profile());
        Http.Answer registered = http.post(
                talentsUrl + "/api/v1/talents",
                realm.coordinatorToken(),
                body,
                Map.of("Idempotency-Key", key("talent/" + userId)));
        JsonNode talent = registered.body();
        if (registered.status() == 409) {
            return talent;
        }
        String url = talentsUrl + "/api/v1/talents/" + talent.get("talentId").asText();
        long version = talent.get("version").asLong();
        Map<String, ObjectNode> parts =
                Map.of("resume", person.resume(), "availability", person.availability(), "wishes", person.wishes());
        for (Map.Entry<String, ObjectNode> part : parts.entrySet()) {
            Http.Answer revised =
                    http.put(url + "/" + part.getKey(), realm.coordinatorToken(), part.getValue(), version);
            if (revised.status() == 412) {
                return talent;
            }
            version = revised.body().get("version").asLong();
        }
        return talent;
    }

    /** Writes the case and publishes it; answers its id. */
    private String publish(JsonNode written, String companyId) {
        JsonNode now = open(written, companyId);
        String caseId = now.get("caseId").asText();
        if (now.get("status").asText().equals("DRAFT")) {
            LocalDate today = LocalDate.now(clock);
            http.post(
                    casesUrl + "/api/v1/cases/" + caseId + "/publication",
                    realm.coordinatorToken(),
                    JSON.objectNode().put("closesOn", today.plusDays(60).toString()),
                    Map.of(
                            "Idempotency-Key",
                            key("publication/" + today + "/"
                                    + now.at("/requirements/title/ja").asText()),
                            "If-Match",
                            "\"" + now.get("version").asLong() + "\""));
        }
        return caseId;
    }

    private boolean isUntouched(JsonNode shown) {
        String path = "/api/v1/cases/" + shown.get("caseId").asText() + "/candidacies?limit=1";
        return http.get(casesUrl + path, realm.coordinatorToken())
                .body()
                .get("items")
                .isEmpty();
    }

    private JsonNode shown(String caseId) {
        return http.get(casesUrl + "/api/v1/cases/" + caseId, realm.coordinatorToken())
                .body();
    }

    /** Writes the case; answers it as it is now. */
    private JsonNode open(JsonNode written, String companyId) {
        LocalDate today = LocalDate.now(clock);
        ObjectNode requirements = ((ObjectNode) written).deepCopy();
        requirements.remove("company");
        ObjectNode period = (ObjectNode) requirements.get("period");
        period.put(
                "start", today.plusDays(period.remove("startInDays").asLong()).toString());
        for (JsonNode position : requirements.get("positions")) {
            for (String kind : List.of("must", "nice")) {
                for (JsonNode skill : position.get(kind)) {
                    String name = skill.get("skill").asText();
                    ((ObjectNode) skill)
                            .put(
                                    "skill",
                                    taxonomy.find(name)
                                            .orElseThrow(() ->
                                                    new IllegalStateException("Not a skill of the taxonomy: " + name))
                                            .id());
                }
            }
            ArrayNode phases = JSON.arrayNode();
            DemoFiles.texts(position.get("phases"))
                    .forEach(name -> taxonomy.phases().stream()
                            .filter(phase -> phase.ja().equals(name))
                            .findFirst()
                            .ifPresentOrElse(phase -> phases.add(phase.id()), () -> {
                                throw new IllegalStateException("Not a phase of the taxonomy: " + name);
                            }));
            ((ObjectNode) position).set("phases", phases);
        }
        ObjectNode draft = JSON.objectNode().put("companyId", companyId);
        draft.set("requirements", requirements);
        String title = requirements.get("title").get("ja").asText();
        JsonNode made = post(casesUrl + "/api/v1/cases", draft, "case/" + today + "/" + title);
        return shown(made.get("caseId").asText());
    }

    private JsonNode post(String url, JsonNode body, String name) {
        Http.Answer answer = http.post(url, realm.coordinatorToken(), body, Map.of("Idempotency-Key", key(name)));
        if (answer.status() == 409) {
            throw new Http.Refused("POST %s (%s) answered 409: %s".formatted(url, name, answer.body()));
        }
        return answer.body();
    }

    private static String key(String name) {
        return UUID.nameUUIDFromBytes(("enishi-demo/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String known(Map<String, String> ids, String name) {
        String id = ids.get(name);
        if (id == null) {
            throw new IllegalStateException("No id is known for " + name);
        }
        return id;
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("The environment variable " + name + " is not set");
        }
        return value;
    }

    private static void say(String what) {
        System.out.println("demo: " + what);
    }
}
