package jp.enishi.matching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Consumer;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.StateReader;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.index.TaxonomyVocabulary;
import jp.enishi.matching.score.Judgement;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Scorer;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.taxonomy.Taxonomy;

/** A PMO case and a talent who fits it, as bodies of events, to be bent by tests. */
public final class Samples {
    public static final ObjectMapper JSON = new ObjectMapper();
    public static final TaxonomyVocabulary VOCABULARY = new TaxonomyVocabulary(Taxonomy.load());
    public static final Weights WEIGHTS = Weights.load();
    public static final Scorer SCORER = new Scorer(VOCABULARY, WEIGHTS);
    public static final StateReader READER = new StateReader(VOCABULARY);
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    public static final Instant TIME = Instant.parse("2026-11-20T01:00:00Z");

    private Samples() {}

    public static ObjectNode talent() {
        return object("""
                {"talentId": "%s", "userId": "%s", "status": "ACTIVE", "language": "ja", "changed": [],
                 "sheet": {"initials": "T.Y.", "headline": "基幹システム刷新のPMO",
                  "summary": "基幹システム刷新で課題管理と進捗管理を8年担当。",
                  "roles": [{"role": "PMO", "years": 8}],
                  "skills": [{"skill": "issue-management", "years": 8, "level": 5, "lastUsed": "2026-10"},
                             {"skill": "progress-management", "years": 6, "level": 4, "lastUsed": "2026-10"}],
                  "languages": [{"language": "ja", "level": "NATIVE"}],
                  "engagements": [
                   {"title": "予算管理システムの改善", "from": "2024-04", "role": "PMO", "industry": "MANUFACTURING",
                    "phases": ["REQUIREMENTS", "OPERATION"], "teamSize": 12,
                    "tasks": "定例会議の運営。課題管理とリスク管理、社内調整を担当した。資料作成も行った。",
                    "skills": ["issue-management", "risk-management"]}]},
                 "availability": {"from": "2026-12-01", "utilisation": {"minimum": 60, "maximum": 100}},
                 "wishes": {"rate": {"minimum": {"amount": 800000, "currency": "JPY"},
                                     "wish": {"amount": 950000, "currency": "JPY"}},
                  "workplaces": ["HYBRID", "REMOTE"], "maximumOnSiteDays": 3, "prefectures": ["13", "14"],
                  "roles": ["PMO"], "industries": []},
                 "complete": true}""".formatted(UUID.randomUUID(), UUID.randomUUID()));
    }

    public static ObjectNode talent(Consumer<ObjectNode> change) {
        ObjectNode talent = talent();
        change.accept(talent);
        return talent;
    }

    public static ObjectNode draft() {
        return object("""
                {"caseId": "%s", "companyId": "%s", "organizationId": "%s", "status": "DRAFT",
                 "requirementsVersion": 1,
                 "requirements": {"title": {"ja": "社内業務システム改善支援", "en": "In-house system"},
                  "background": {"ja": "予算管理システムの開発体制を改善したい。"},
                  "tasks": {"ja": "課題・ToDo・リスクの管理、社内調整、資料作成"},
                  "industry": "MANUFACTURING",
                  "workplace": {"kind": "HYBRID", "onSiteDays": 2, "prefecture": "13", "place": {"ja": "東京都港区"}},
                  "utilisation": 100, "hours": {"lower": 140, "upper": 180},
                  "period": {"start": "2026-12-01", "months": 6, "extensible": true},
                  "budget": {"lower": {"amount": 850000, "currency": "JPY"},
                             "upper": {"amount": 1000000, "currency": "JPY"}},
                  "positions": [{"positionId": "%s", "role": "PMO", "headCount": 1,
                    "must": [{"skill": "issue-management", "years": 3}, {"skill": "risk-management"}],
                    "nice": [{"skill": "progress-management", "level": 4}],
                    "phases": ["REQUIREMENTS"],
                    "languages": [{"language": "ja", "level": "BUSINESS"}]}]}}""".formatted(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()));
    }

    public static ObjectNode draft(Consumer<ObjectNode> change) {
        ObjectNode draft = draft();
        change.accept(draft);
        return draft;
    }

    /** The same case, published with a listing. */
    public static ObjectNode published(ObjectNode draft) {
        ObjectNode published = draft.deepCopy();
        published.put("status", "PUBLISHED");
        ObjectNode requirements = (ObjectNode) published.get("requirements");
        ObjectNode listing = published.putObject("listing");
        for (String name :
                new String[] {"title", "workplace", "utilisation", "hours", "period", "budget", "positions"}) {
            listing.set(name, requirements.get(name));
        }
        listing.set("caseId", published.get("caseId"));
        listing.set("workContent", requirements.get("tasks"));
        for (String name : new String[] {"recruiterName", "recruiterAddress", "place", "fee"}) {
            listing.putObject(name).put("ja", "東京");
        }
        listing.put("recruiterContact", "recruit@minato.example");
        listing.put("publishedAt", "2026-11-20T01:00:00Z");
        listing.put("closesOn", "2099-12-20");
        listing.put("status", "OPEN");
        return published;
    }

    public static ObjectNode published() {
        return published(draft());
    }

    public static ObjectNode position(ObjectNode kase) {
        return (ObjectNode) kase.get("requirements").get("positions").get(0);
    }

    public static ObjectNode at(ObjectNode node, String... path) {
        ObjectNode at = node;
        for (String name : path) {
            at = (ObjectNode) at.get(name);
        }
        return at;
    }

    public static ArrayNode skills(ObjectNode talent) {
        return (ArrayNode) talent.get("sheet").get("skills");
    }

    public static ObjectNode engagement(ObjectNode talent) {
        return (ObjectNode) talent.get("sheet").get("engagements").get(0);
    }

    public static UUID id(JsonNode node, String name) {
        return UUID.fromString(node.get(name).asText());
    }

    public static TalentState talentState(ObjectNode data) {
        return talentState(data, 1);
    }

    public static TalentState talentState(ObjectNode data, long version) {
        return READER.talent(StateReader.keepTalent(data, version, TIME));
    }

    public static Profile profile(ObjectNode data) {
        return talentState(data).profile();
    }

    public static CaseState caseState(ObjectNode data) {
        return READER.caseOf(StateReader.keepCase(data, 1));
    }

    public static Requirement requirement(ObjectNode data) {
        return caseState(data).positions().getFirst();
    }

    public static Judgement judge(ObjectNode kase, ObjectNode talent) {
        return SCORER.judge(requirement(kase), profile(talent), TODAY);
    }

    public static double score(ObjectNode kase, ObjectNode talent) {
        return judge(kase, talent) instanceof Judgement.Fit fit ? fit.score() : 0;
    }

    private static ObjectNode object(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
