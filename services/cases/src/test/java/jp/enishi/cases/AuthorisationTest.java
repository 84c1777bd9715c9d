package jp.enishi.cases;

import static jp.enishi.cases.Api.TODAY;
import static jp.enishi.cases.Api.company;
import static jp.enishi.cases.Api.openCase;
import static jp.enishi.cases.Api.position;
import static jp.enishi.cases.Api.post;
import static jp.enishi.cases.Api.publish;
import static jp.enishi.cases.Api.registerCompany;
import static jp.enishi.cases.Api.requirements;
import static jp.enishi.cases.Pipeline.apply;
import static jp.enishi.cases.Pipeline.decide;
import static jp.enishi.cases.Pipeline.draft;
import static jp.enishi.cases.Pipeline.execute;
import static jp.enishi.cases.Pipeline.known;
import static jp.enishi.cases.Pipeline.positionOf;
import static jp.enishi.cases.Pipeline.propose;
import static jp.enishi.cases.Pipeline.select;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.enishi.cases.Pipeline.Person;
import jp.enishi.cases.clientcase.domain.CaseStatus;
import jp.enishi.cases.inquiry.domain.InquiryState;
import jp.enishi.cases.proposal.domain.ProposalState;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.test.AuthorisationContract;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Sample;
import jp.enishi.platform.test.Specimen;
import jp.enishi.platform.test.Tokens;
import org.junit.jupiter.api.BeforeAll;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class AuthorisationTest extends AuthorisationContract {
    private final UUID organization = UUID.randomUUID();
    private final String client = Tokens.client(organization);
    private String company = "";

    Outside outside;

    @BeforeAll
    static void topics() {
        Pipeline.topics();
    }

    @Override
    protected Map<String, Set<String>> states() {
        return Map.of(
                "case",
                names(CaseStatus.values()),
                "proposal",
                names(ProposalState.values()),
                "inquiry",
                names(InquiryState.values()));
    }

    @Override
    protected List<Specimen> specimens() {
        List<Specimen> all = new ArrayList<>();
        Map<Role, String> owner = Map.of(Role.CLIENT, client);
        company = registerCompany(organization);
        all.add(new Specimen("company", "NONE", Map.of("id", company), owner));
        all.add(new Specimen("case", "NONE", Map.of("companyId", company), owner));
        String draft = openCase(company, requirements("下書き"));
        all.add(new Specimen("case", "DRAFT", Map.of("id", draft, "version", "1"), owner));
        String listed = openPosition();
        publish(listed, 1, TODAY.plusDays(30)).then().statusCode(200);
        all.add(new Specimen("case", "PUBLISHED", Map.of("id", listed, "version", "1"), owner));
        all.add(new Specimen("listing", "OPEN", Map.of("caseId", listed), Map.of()));
        String closed = openPosition();
        post(Tokens.coordinator(), "/api/v1/cases/" + closed + "/closing", 1, Map.of("reason", "CANCELLED"))
                .then()
                .statusCode(200);
        all.add(new Specimen("case", "CLOSED", Map.of("id", closed, "version", "1"), owner));
        candidacies(all);
        proposals(all);
        for (InquiryState state : InquiryState.values()) {
            all.add(inquiry(state));
        }
        String account = outside.holder(UUID.randomUUID() + "@example.com", "auditor");
        all.add(new Specimen("account", "NONE", Map.of("id", account), Map.of()));
        return all;
    }

    private static Specimen inquiry(InquiryState state) {
        UUID id = UUID.randomUUID();
        String closing = state == InquiryState.CLOSED ? "'NO_FIT'" : "null";
        sql(
                "insert into inquiry (inquiry_id, reference, version, state, company, person, email, message, language, consent_at,"
                        + " received_at, due_at, assignee, closing_reason, closed_at) values ('" + id + "', '000000000"
                        + state.ordinal() + "', 1, '" + state
                        + "', '株式会社みなと', '鈴木 一郎', 'a@example.com', '相談', 'ja', now(),"
                        + " now(), now(), gen_random_uuid(), " + closing + ", "
                        + (state == InquiryState.CLOSED ? "now()" : "null") + ")");
        return new Specimen("inquiry", state.name(), Map.of("id", id.toString()), Map.of());
    }

    private void candidacies(List<Specimen> all) {
        String caseId = openPosition();
        publish(caseId, 1, TODAY.plusDays(30)).then().statusCode(200);
        Person wanted = somebody();
        all.add(new Specimen(
                "candidacy",
                "NONE",
                Map.of(
                        "caseId", caseId,
                        "positionId", positionOf(caseId),
                        "talentId", wanted.talent().toString()),
                owners(wanted)));
        Person applicant = somebody();
        all.add(candidacy("INTERNAL", applicant, apply(caseId, positionOf(caseId), applicant)));
        Person proposed = somebody();
        all.add(candidacy("SHOWN", proposed, proposed(proposed)));
        Person passed = somebody();
        String ended = proposed(passed);
        decide(client, ended, Map.of("decision", "PASS", "reason", "BUDGET"))
                .then()
                .statusCode(200);
        all.add(candidacy("ENDED", passed, ended));
    }

    private void proposals(List<Specimen> all) {
        Person person = somebody();
        String caseId = openPosition();
        String position = positionOf(caseId);
        String candidacy = select(caseId, position, person);
        Map<Role, String> owner = Map.of(Role.CLIENT, client);
        all.add(new Specimen(
                "proposal", "NONE", Map.of("caseId", caseId, "positionId", position, "candidacyId", candidacy), owner));
        for (ProposalState state : ProposalState.values()) {
            Person somebody = somebody();
            String of = openPosition();
            String selected = select(of, positionOf(of), somebody);
            String id = state == ProposalState.DRAFT
                    ? draft(of, positionOf(of), selected)
                    : propose(of, positionOf(of), selected);
            become(id, state);
            all.add(new Specimen("proposal", state.name(), Map.of("id", id), owner));
        }
    }

    private static void become(String proposal, ProposalState state) {
        sql("set session_replication_role = replica; update proposal set state = '" + state + "' where proposal_id = '"
                + proposal + "'");
    }

    private static void sql(String statement) {
        try {
            execute(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException(statement, refused);
        }
    }

    private String openPosition() {
        Map<String, Object> all = new HashMap<>(requirements("権限"));
        Map<String, Object> position = new HashMap<>(position("PMO"));
        position.put("headCount", 3);
        all.put("positions", List.of(position));
        return openCase(company, all);
    }

    private static Person somebody() {
        Person somebody = Person.somebody();
        known(somebody);
        return somebody;
    }

    private String proposed(Person person) {
        String caseId = openPosition();
        String candidacy = select(caseId, positionOf(caseId), person);
        propose(caseId, positionOf(caseId), candidacy);
        return candidacy;
    }

    private Specimen candidacy(String state, Person person, String id) {
        return new Specimen("candidacy", state, Map.of("id", id), owners(person));
    }

    private Map<Role, String> owners(Person person) {
        return Map.of(Role.CLIENT, client, Role.TALENT, person.token());
    }

    @Override
    protected Map<String, Sample> samples() {
        Map<String, Sample> samples = new HashMap<>();
        samples.put("POST /api/v1/companies", Sample.of(company(UUID.randomUUID())));
        samples.put("PUT /api/v1/companies/{id}", Sample.of(company(organization)));
        samples.put(
                "POST /api/v1/companies/{id}/members",
                Sample.of(Map.of("person", "鈴木 花子", "email", "hanako@example.com", "language", "ja")));
        samples.put(
                "POST /api/v1/cases",
                Sample.of(Map.of("companyId", "<companyId>", "requirements", requirements("新規"))));
        samples.put(
                "PUT /api/v1/cases/{id}/requirements",
                Sample.of(Map.of("reason", "見直し", "requirements", requirements("改訂"))));
        samples.put(
                "POST /api/v1/cases/{id}/publication",
                Sample.of(Map.of("closesOn", TODAY.plusDays(20).toString())));
        samples.put("POST /api/v1/cases/{id}/closing", Sample.of(Map.of("reason", "CANCELLED")));
        samples.put(
                "POST /api/v1/cases/{caseId}/candidacies",
                Sample.of(Map.of("positionId", "<positionId>", "talentId", "<talentId>")));
        samples.put(
                "POST /api/v1/listings/{caseId}/applications",
                Sample.of(Map.of("positionId", "<positionId>", "message", "ぜひ参画したいです。", "resumeVersion", 1))
                        .asOwnNew());
        samples.put("POST /api/v1/candidacies/{id}/decision", Sample.of(Map.of("decision", "MEET")));
        samples.put("POST /api/v1/candidacies/{id}/declining", Sample.of(Map.of("reason", "条件が合わないため")));
        samples.put("POST /api/v1/candidacies/{id}/going-on", Sample.of(Map.of("reason", "条件は変えずに進めるため")));
        samples.put("POST /api/v1/candidacies/{id}/withdrawal", Sample.of(Map.of("reason", "別件のため")));
        samples.put("POST /api/v1/cases/{caseId}/proposals", Sample.of(plan("<positionId>", "<candidacyId>")));
        String some = "00000000-0000-4000-8000-000000000001";
        samples.put("PUT /api/v1/proposals/{id}", Sample.of(plan(some, some)));
        samples.put(
                "POST /api/v1/proposals/{id}/sending",
                Sample.of(Map.of(
                        "decideBy", Instant.now().plus(Duration.ofDays(7)).toString())));
        // A robot fills in what people don't see: it is thanked, and nothing is kept.
        samples.put(
                "POST /api/v1/inquiries",
                Sample.of(Map.of(
                        "company", "株式会社みなと",
                        "person", "鈴木 一郎",
                        "email", "a@example.com",
                        "text", "相談",
                        "language", "ja",
                        "consent", true,
                        "formIssued", "x",
                        "website", "https://robot.example")));
        String inquiry = "POST /api/v1/inquiries/{id}/";
        samples.put(inquiry + "assignment", Sample.of(Map.of()));
        samples.put(inquiry + "contacts", Sample.of(Map.of("channel", "PHONE", "note", "折り返し")));
        samples.put(
                inquiry + "qualification",
                Sample.of(Map.of(
                        "name", Map.of("ja", "株式会社みなと"),
                        "address", Map.of("ja", "東京都港区芝1-2-3"),
                        "contact", "contact@minato.example")));
        samples.put(inquiry + "closing", Sample.of(Map.of("reason", "NO_FIT")));
        samples.put("POST /api/v1/accounts/{id}/roles", Sample.of(Map.of("role", "AUDITOR", "given", true)));
        samples.put("POST /api/v1/accounts/{id}/access", Sample.of(Map.of("enabled", true)));
        return samples;
    }

    @Override
    protected Map<String, Integer> exceptions() {
        return Map.of(
                // What is unknown is named inside the body, which a coordinator is told.
                "POST /api/v1/cases COORDINATOR UNKNOWN", 422,
                // A user who is no talent yet has no version of a résumé.
                "POST /api/v1/listings/{caseId}/applications NONE", 422);
    }

    private static Map<String, Object> plan(String position, String candidacy) {
        return Pipeline.plan(
                List.of(Map.of("label", "STRONGEST", "seats", List.of(Pipeline.seat(position, candidacy)))));
    }
}
