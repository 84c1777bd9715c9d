package jp.enishi.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import jp.enishi.demo.DemoRealm;
import jp.enishi.demo.Load;
import jp.enishi.demo.OrderFlow;
import jp.enishi.demo.Person;

/**
 * People and cases for tests of the order flow, beside those of the demo: one client company with members who sign in, talents
 * who sign in, and the nine cases of the demo written once more for that company.
 */
final class FlowWorld {
    /** A talent who is signed in. */
    record Talent(Person person, String userId, String talentId, String email) {}

    /** Somebody of the client who is signed in. */
    record Member(Person person, String userId) {}

    /** A published case. */
    record Case(String caseId, String positionId, JsonNode requirements) {}

    /** Longer than any outage in these tests. */
    static final Duration PATIENCE = Duration.ofSeconds(150);

    private final WholeSystem system;
    private final Person coordinator;
    private final String organizationId;
    private final String companyId;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final List<Member> members = new ArrayList<>();
    private final List<String> coordinators = new ArrayList<>();
    private final List<Talent> talents = new ArrayList<>();
    private final List<JsonNode> requirements = new ArrayList<>();
    private final AtomicInteger hired = new AtomicInteger();
    private final OrderFlow flow = new OrderFlow(PATIENCE);

    /**
     * Makes them.
     *
     * @param meetings how many meetings may be held at the same minute: nobody is in two at once
     */
    FlowWorld(WholeSystem system, int meetings, int talentCount) {
        this.system = system;
        system.coordinator();
        coordinator = Person.withToken(system.url(""), PATIENCE, system.realm()::coordinatorToken);
        DemoRealm realm = system.realm();
        List<DemoRealm.User> users = new ArrayList<>();
        for (int i = 0; i < meetings; i++) {
            users.add(user("client-" + i, "客", "client"));
            users.add(user("coordinator-" + i, "縁", "coordinator"));
        }
        for (int i = 0; i < talentCount; i++) {
            users.add(user("talent-" + i, "才", "talent"));
        }
        Map<String, String> ids = realm.users(users);
        organizationId = realm.organization("flow-" + mark, "検証商事 " + mark);
        for (int i = 0; i < meetings; i++) {
            String id = ids.get(mail("client-" + i));
            realm.join(organizationId, id);
            members.add(new Member(signIn("client-" + i), id));
            coordinators.add(ids.get(mail("coordinator-" + i)));
        }
        companyId = coordinator
                .post(
                        "/companies",
                        Map.of(
                                "name",
                                Map.of("ja", "検証商事株式会社", "en", "Kensho Trading"),
                                "address",
                                Map.of("ja", "東京都港区芝浦3-4-5"),
                                "contact",
                                "soudan@client.example",
                                "organizationId",
                                organizationId))
                .get("companyId")
                .asText();
        flow.declare(members.getFirst().person(), "検証商事株式会社", true);
        JsonNode known = coordinator.get("/talents?limit=" + talentCount).get("items");
        for (int i = 0; i < talentCount; i++) {
            JsonNode model =
                    coordinator.get("/talents/" + known.get(i).get("talentId").asText());
            talents.add(register("talent-" + i, ids.get(mail("talent-" + i)), model));
        }
        for (JsonNode summary :
                coordinator.get("/cases?limit=100&status=PUBLISHED").get("items")) {
            if (requirements.size() < 9) {
                requirements.add(coordinator
                        .get("/cases/" + summary.get("caseId").asText())
                        .get("requirements"));
            }
        }
    }

    OrderFlow flow() {
        return flow;
    }

    Person coordinator() {
        return coordinator;
    }

    Member member(int index) {
        return members.get(index);
    }

    String coordinatorUser(int index) {
        return coordinators.get(index);
    }

    String organizationId() {
        return organizationId;
    }

    /** A talent who is in no case yet. */
    Talent talent() {
        return talents.get(hired.getAndIncrement());
    }

    /** The demo's case of this number once more, with one position for so many heads, published. */
    Case open(int number, int heads) {
        ObjectNode wanted = requirements.get(number).deepCopy();
        ((ObjectNode) wanted.get("title")).put("ja", wanted.at("/title/ja").asText() + " " + mark + "-" + number);
        ArrayNode positions = (ArrayNode) wanted.get("positions");
        while (positions.size() > 1) {
            positions.remove(1);
        }
        ((ObjectNode) positions.get(0)).put("headCount", heads).remove("positionId");
        JsonNode made = coordinator.post("/cases", Map.of("companyId", companyId, "requirements", wanted));
        JsonNode published = coordinator.post(
                "/cases/" + made.get("caseId").asText() + "/publication",
                made.get("version").asLong(),
                Map.of(
                        "closesOn",
                        java.time.LocalDate.now(java.time.ZoneId.of("Asia/Tokyo"))
                                .plusDays(20)
                                .toString()));
        return new Case(
                published.get("caseId").asText(),
                published.at("/requirements/positions/0/positionId").asText(),
                published.get("requirements"));
    }

    private Talent register(String name, String userId, JsonNode model) {
        Person person = signIn(name);
        ObjectNode profile = model.get("profile").deepCopy();
        profile.put("email", mail(name));
        JsonNode made = person.post("/talents", Map.of("profile", profile));
        String path = "/talents/" + made.get("talentId").asText();
        long version = made.get("version").asLong();
        Map<String, JsonNode> parts = new HashMap<>();
        for (String part : List.of("resume", "availability", "wishes")) {
            parts.put(part, model.get(part));
        }
        for (Map.Entry<String, JsonNode> part : parts.entrySet()) {
            version = person.put(path + "/" + part.getKey(), version, part.getValue())
                    .get("version")
                    .asLong();
        }
        return new Talent(person, userId, made.get("talentId").asText(), mail(name));
    }

    private Person signIn(String name) {
        return Person.signedIn(system.url(""), PATIENCE, mail(name), Load.PASSWORD);
    }

    private DemoRealm.User user(String name, String familyName, String role) {
        return new DemoRealm.User(mail(name), name, familyName, role, "ja", Load.PASSWORD);
    }

    private String mail(String name) {
        return name + "-" + mark + "@flow.example";
    }
}
