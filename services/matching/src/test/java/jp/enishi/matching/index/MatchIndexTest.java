package jp.enishi.matching.index;

import static jp.enishi.matching.Samples.TIME;
import static jp.enishi.matching.Samples.TODAY;
import static jp.enishi.matching.Samples.at;
import static jp.enishi.matching.Samples.caseState;
import static jp.enishi.matching.Samples.draft;
import static jp.enishi.matching.Samples.engagement;
import static jp.enishi.matching.Samples.id;
import static jp.enishi.matching.Samples.position;
import static jp.enishi.matching.Samples.published;
import static jp.enishi.matching.Samples.talent;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.matching.Samples;
import jp.enishi.matching.score.Gate;
import jp.enishi.matching.score.Judgement;
import jp.enishi.matching.score.Miss;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Weights;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchIndexTest {
    private static final MatchAnalyzer ANALYZER = new MatchAnalyzer(Samples.VOCABULARY);
    private final TalentIndex talents = new TalentIndex(Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER);
    private final CaseIndex cases = new CaseIndex(Samples.VOCABULARY, Samples.WEIGHTS);

    @TempDir
    Path root;

    @Test
    void aLowerOrEqualVersionIsIgnored() throws Exception {
        try (MatchIndex index = open()) {
            ObjectNode talent = talent();
            assertThat(index.applyTalent(talent, 2, TIME)).isTrue();
            at(talent, "sheet").put("headline", "旧");
            assertThat(index.applyTalent(talent, 1, TIME)).isFalse();
            assertThat(index.applyTalent(talent, 2, TIME)).isFalse();
            index.refresh();
            assertThat(index.applyTalent(talent, 2, TIME)).isFalse();
            index.refresh();
            TalentState state = talents.find(index, id(talent, "talentId")).orElseThrow();
            assertThat(state.version()).isEqualTo(2);
            assertThat(state.sheet().get("headline").asText()).isEqualTo("基幹システム刷新のPMO");
            assertThat(index.count(Fields.TALENT)).isEqualTo(1);
        }
    }

    @Test
    void aCommitCarriesItsOffsetsAndWhatWasNotCommittedIsGone() throws Exception {
        ObjectNode first = talent();
        ObjectNode second = talent();
        try (MatchIndex index = open()) {
            index.applyTalent(first, 1, TIME);
            index.commit(Map.of("offset.x", "7"));
            index.applyTalent(second, 1, TIME);
            index.refresh();
            assertThat(index.count(Fields.TALENT)).isEqualTo(2);
        }
        try (MatchIndex index = open()) {
            assertThat(index.committed()).containsExactly(Map.entry("offset.x", "7"));
            assertThat(talents.find(index, id(first, "talentId"))).isPresent();
            assertThat(talents.find(index, id(second, "talentId"))).isEmpty();
            assertThat(index.applyTalent(second, 1, TIME)).isTrue();
        }
    }

    @Test
    void anotherFingerprintOrDamageStartsAFreshGeneration() throws Exception {
        try (MatchIndex index = open()) {
            index.applyTalent(talent(), 1, TIME);
            index.commit(Map.of("offset.x", "7"));
        }
        Path first = root.resolve("generation-1");
        assertThat(first).exists();
        var other = new jp.enishi.matching.score.Weights(
                "other",
                Samples.WEIGHTS.client(),
                Samples.WEIGHTS.talent(),
                Samples.WEIGHTS.exponents(),
                Samples.WEIGHTS.limits());
        try (MatchIndex index = MatchIndex.open(root, Samples.VOCABULARY, other, ANALYZER)) {
            assertThat(index.committed()).isEmpty();
            assertThat(index.folder()).isEqualTo(root.resolve("generation-2"));
            assertThat(first).doesNotExist();
            index.applyTalent(talent(), 1, TIME);
            index.commit(Map.of("offset.x", "9"));
        }
        try (var files = Files.list(root.resolve("generation-2"))) {
            for (Path file : files.filter(file -> file.toString().matches(".*\\.(cfs|si|fdt)"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (MatchIndex index = MatchIndex.open(root, Samples.VOCABULARY, other, ANALYZER)) {
            assertThat(index.committed()).isEmpty();
            assertThat(index.folder()).isEqualTo(root.resolve("generation-3"));
        }
    }

    /** The filters of both directions and the scorer's hard conditions are written apart and must never differ. */
    @Test
    void filtersOfBothDirectionsAgreeWithTheHardConditions() throws Exception {
        Random random = new Random(11);
        List<ObjectNode> people = new ArrayList<>();
        List<ObjectNode> needs = new ArrayList<>();
        try (MatchIndex index = open()) {
            for (int i = 0; i < 150; i++) {
                ObjectNode talent = randomTalent(random);
                people.add(talent);
                index.applyTalent(talent, 1, TIME);
            }
            for (int i = 0; i < 60; i++) {
                ObjectNode kase = published(randomCase(random));
                needs.add(kase);
                index.applyCase(kase, 1);
            }
            index.refresh();
            int pairs = 0;
            for (ObjectNode kase : needs) {
                CaseState state = caseState(kase);
                var position = state.positions().getFirst();
                Set<UUID> expected = people.stream()
                        .filter(talent -> Samples.judge(kase, talent) instanceof Judgement.Fit)
                        .map(talent -> id(talent, "talentId"))
                        .collect(Collectors.toSet());
                for (ObjectNode talent : people) {
                    var profile = Samples.profile(talent);
                    double grade = Samples.SCORER.grade(position, profile, TODAY);
                    assertThat(grade)
                            .isEqualTo(
                                    switch (Samples.SCORER.judge(position, profile, TODAY)) {
                                        case Judgement.Fit fit -> fit.score();
                                        case Judgement.Refused refused -> -1;
                                    });
                    assertThat(grade < 0)
                            .isEqualTo(!Samples.SCORER
                                    .nearMiss(position, profile, TODAY)
                                    .misses()
                                    .isEmpty());
                }
                Set<UUID> found = talents.candidates(index, state, position, 1000).stream()
                        .map(TalentState::talentId)
                        .collect(Collectors.toSet());
                assertThat(found).isEqualTo(expected);
                pairs += expected.size();
            }
            for (ObjectNode talent : people) {
                Set<UUID> expected = needs.stream()
                        .filter(kase -> Samples.judge(kase, talent) instanceof Judgement.Fit)
                        .map(kase -> id(kase, "caseId"))
                        .collect(Collectors.toSet());
                Set<UUID> found = cases.candidates(index, Samples.profile(talent), TODAY, 1000).stream()
                        .filter(opening -> Samples.SCORER.judge(opening.position(), Samples.profile(talent), TODAY)
                                instanceof Judgement.Fit)
                        .map(opening -> opening.state().caseId())
                        .collect(Collectors.toSet());
                assertThat(found).isEqualTo(expected);
            }
            assertThat(pairs).isGreaterThan(100);
        }
    }

    /** What is kept of segments and grades must never be another answer than looking at everybody would give. */
    @Test
    void whatIsKeptAnswersAsIfEverybodyWereLookedAt() throws Exception {
        Random random = new Random(12);
        Map<UUID, ObjectNode> people = new HashMap<>();
        List<CaseState> states = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            states.add(caseState(published(randomCase(random))));
        }
        int inside = 0;
        int outside = 0;
        int version = 0;
        try (MatchIndex index = open()) {
            for (int round = 1; round <= 6; round++) {
                for (int i = 0; i < (round == 1 ? 600 : 60); i++) {
                    ObjectNode talent = randomTalent(random);
                    people.put(id(talent, "talentId"), talent);
                    index.applyTalent(talent, ++version, TIME);
                    ObjectNode changed = randomTalent(random);
                    UUID known = pick(random, people.keySet().toArray(UUID[]::new));
                    changed.put("talentId", known.toString());
                    people.put(known, changed);
                    index.applyTalent(changed, ++version, TIME);
                }
                UUID gone = pick(random, people.keySet().toArray(UUID[]::new));
                index.erase(Fields.TALENT, gone);
                people.remove(gone);
                index.refresh();
                for (CaseState state : states) {
                    var position = state.positions().getFirst();
                    inside += inside(index, state, position, people);
                    outside += nearly(index, state, position, people);
                }
            }
        }
        assertThat(inside).isGreaterThan(300);
        assertThat(outside).isGreaterThan(300);
    }

    private int inside(MatchIndex index, CaseState state, Requirement position, Map<UUID, ObjectNode> people) {
        Map<UUID, Double> fit = new HashMap<>();
        people.forEach((id, talent) -> {
            double grade = Samples.SCORER.grade(position, Samples.profile(talent), TODAY);
            if (grade >= 0) {
                fit.put(id, grade);
            }
        });
        for (int again = 0; again < 2; again++) {
            boolean kept = again > 0;
            talents.select(index, state, position, TalentSearch.ALL, 1_000, selection -> {
                assertThat(selection.total()).isEqualTo(fit.size());
                Map<UUID, Double> graded = new HashMap<>();
                selection
                        .graded(TODAY, profile -> {
                            assertThat(kept).as("a version is graded once").isFalse();
                            return Samples.SCORER.grade(position, profile, TODAY);
                        })
                        .forEach(one -> graded.put(one.candidate().talentId(), one.grade()));
                assertThat(graded).isEqualTo(fit);
                FacetCounts plain = index.search(searcher -> searcher.search(
                        new KnownDocuments(talents.query(index, state, position)
                                .inside(searcher)
                                .live()),
                        FacetCounts.of(EnumSet.allOf(Facet.class))));
                assertThat(selection.facets())
                        .containsExactly(
                                Stream.of(Facet.values()).map(plain::of).toArray(Facet.Counts[]::new));
                return selection;
            });
        }
        List<UUID> best = ids(talents.candidates(index, state, position, 5));
        talents.select(index, state, position, TalentSearch.ALL, 5, selection -> {
            assertThat(selection.candidates())
                    .extracting(Candidate::talentId)
                    .containsExactlyInAnyOrderElementsOf(best);
            return selection;
        });
        return fit.size();
    }

    private int nearly(MatchIndex index, CaseState state, Requirement position, Map<UUID, ObjectNode> people) {
        Set<UUID> near = new HashSet<>();
        people.forEach((id, talent) -> {
            if (nearly(position, Samples.profile(talent))) {
                near.add(id);
            }
        });
        talents.nearMisses(index, state, position, TalentSearch.ALL, 1_000, selection -> {
            assertThat(selection.candidates())
                    .extracting(Candidate::talentId)
                    .containsExactlyInAnyOrderElementsOf(near);
            return selection;
        });
        var query = talents.query(index, state, position);
        List<UUID> best = index.search(searcher -> {
            List<UUID> found = new ArrayList<>();
            Query outside = new KnownDocuments(query.justOutside(searcher).live());
            for (int doc : query.best(searcher, outside, 5)) {
                found.add(new Candidate(index, searcher, doc).talentId());
            }
            return found;
        });
        talents.nearMisses(index, state, position, TalentSearch.ALL, 5, selection -> {
            assertThat(selection.candidates())
                    .extracting(Candidate::talentId)
                    .containsExactlyInAnyOrderElementsOf(best);
            return selection;
        });
        return near.size();
    }

    /** One condition is broken, and by little where it is a number. */
    private static boolean nearly(Requirement position, Profile profile) {
        List<Miss> misses = Samples.SCORER.nearMiss(position, profile, TODAY).misses();
        Weights.Limits limits = Samples.WEIGHTS.limits();
        long broken =
                misses.stream().filter(miss -> miss.gate() != Gate.WORKPLACE).count()
                        + misses.stream()
                                .filter(miss -> miss.gate() == Gate.WORKPLACE)
                                .limit(1)
                                .count();
        return broken == 1
                && misses.stream().allMatch(miss -> switch (miss.gate()) {
                    case ACTIVE -> false;
                    case AVAILABILITY -> number(miss, "by") <= limits.nearDays();
                    case UTILISATION -> number(miss, "by") <= limits.nearUtilisation();
                    case RATE -> number(miss, "minimum") <= (long) (number(miss, "ceiling") * limits.nearRate());
                    default -> true;
                });
    }

    private static long number(Miss miss, String name) {
        return ((Number) miss.args().get(name)).longValue();
    }

    private static List<UUID> ids(List<TalentState> found) {
        return found.stream().map(TalentState::talentId).toList();
    }

    @Test
    void aCaseIsFoundAsTheLastViewShowsIt() throws Exception {
        try (MatchIndex index = open()) {
            ObjectNode draft = draft();
            UUID caseId = id(draft, "caseId");
            assertThat(cases.find(index, caseId)).isEmpty();
            index.applyCase(draft, 1);
            assertThat(cases.find(index, caseId)).isEmpty();
            index.refresh();
            assertThat(version(index, caseId)).hasValue(1L);

            index.applyCase(published(draft), 2);
            assertThat(version(index, caseId)).hasValue(1L);
            index.applyTalent(talent(), 1, TIME);
            index.refresh();
            assertThat(version(index, caseId)).hasValue(2L);

            index.erase(Fields.CASE, caseId);
            index.refresh();
            assertThat(cases.find(index, caseId)).isEmpty();
        }
    }

    private Optional<Long> version(MatchIndex index, UUID caseId) {
        return cases.find(index, caseId).map(CaseState::version);
    }

    @Test
    void onlyOpenCasesAreFoundForATalent() throws Exception {
        try (MatchIndex index = open()) {
            ObjectNode draft = draft();
            index.applyCase(draft, 1);
            index.refresh();
            assertThat(cases.find(index, id(draft, "caseId"))).isPresent();
            assertThat(openings(index)).isEmpty();
            index.applyCase(published(draft), 2);
            index.refresh();
            assertThat(openings(index)).hasSize(1);
            ObjectNode expired = published(draft);
            at(expired, "listing").put("closesOn", "2026-11-23");
            index.applyCase(expired, 3);
            index.refresh();
            assertThat(openings(index)).isEmpty();
            index.applyCase(draft.deepCopy().put("status", "CLOSED"), 4);
            index.refresh();
            assertThat(openings(index)).isEmpty();
        }
    }

    private List<CaseIndex.Opening> openings(MatchIndex index) {
        return cases.candidates(index, Samples.profile(talent()), TODAY, 10);
    }

    private static ObjectNode randomTalent(Random random) {
        return talent(t -> {
            t.put("complete", random.nextInt(10) > 0);
            String role = pick(random, "PM", "PMO", "PMO", "PM_ASSISTANT", "BACKEND_ENGINEER");
            at(t, "sheet").putArray("roles").addObject().put("role", role).put("years", random.nextInt(10));
            engagement(t).put("role", role);
            var skills = at(t, "sheet").putArray("skills");
            for (int i = random.nextInt(4); i >= 0; i--) {
                skills.addObject().put("skill", skill(random)).put("years", random.nextInt(9));
            }
            engagement(t).putArray("skills").add(skill(random));
            at(t, "availability").put("from", pick(random, "2026-11-01", "2026-12-31", "2027-01-01", "2027-02-01"));
            at(t, "availability", "utilisation").put("minimum", 20 + 20 * random.nextInt(3));
            at(t, "availability", "utilisation").put("maximum", 60 + 20 * random.nextInt(3));
            at(t, "wishes", "rate", "minimum").put("amount", 700_000 + 50_000 * random.nextInt(10));
            var will = at(t, "wishes").putArray("workplaces");
            for (String kind : List.of("ON_SITE", "HYBRID", "REMOTE")) {
                if (random.nextBoolean()) {
                    will.add(kind);
                }
            }
            at(t, "wishes").put("maximumOnSiteDays", random.nextInt(6));
            var places = at(t, "wishes").putArray("prefectures");
            if (random.nextBoolean()) {
                places.add(pick(random, "13", "14", "27"));
            }
            ((ObjectNode) at(t, "sheet").get("languages").get(0))
                    .put("level", pick(random, "BASIC", "CONVERSATION", "BUSINESS", "NATIVE"));
        });
    }

    private static ObjectNode randomCase(Random random) {
        return draft(c -> {
            position(c).put("role", pick(random, "PM", "PMO", "PM_ASSISTANT"));
            var must = position(c).putArray("must");
            for (int i = random.nextInt(3); i > 0; i--) {
                ObjectNode need = must.addObject().put("skill", skill(random));
                if (random.nextInt(3) == 0) {
                    need.put("years", random.nextInt(6)).put("knockOut", random.nextBoolean());
                }
            }
            var languages = position(c).putArray("languages");
            if (random.nextBoolean()) {
                languages.addObject().put("language", "ja").put("level", pick(random, "CONVERSATION", "BUSINESS"));
            }
            ObjectNode requirements = at(c, "requirements");
            if (random.nextInt(4) == 0) {
                requirements.remove(pick(random, "workplace", "utilisation", "period", "budget"));
            }
            if (requirements.has("workplace")) {
                ObjectNode workplace = at(c, "requirements", "workplace");
                workplace.put("kind", pick(random, "ON_SITE", "HYBRID", "HYBRID", "REMOTE"));
                workplace.put("onSiteDays", random.nextInt(5));
                if (random.nextInt(4) == 0) {
                    workplace.remove("prefecture");
                }
            }
            if (requirements.has("budget") && random.nextBoolean()) {
                requirements.put("rateTolerance", random.nextInt(20));
            }
            if (requirements.has("utilisation")) {
                requirements.put("utilisation", 40 + 20 * random.nextInt(4));
            }
        });
    }

    private static String skill(Random random) {
        return pick(
                random,
                "issue-management",
                "risk-management",
                "progress-management",
                "project-management",
                "quality-management",
                "vendor-control",
                "pmo-support");
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private MatchIndex open() throws Exception {
        return MatchIndex.open(root, Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER);
    }
}
