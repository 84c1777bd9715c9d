package jp.enishi.matching.score;

import static jp.enishi.matching.Samples.SCORER;
import static jp.enishi.matching.Samples.at;
import static jp.enishi.matching.Samples.draft;
import static jp.enishi.matching.Samples.engagement;
import static jp.enishi.matching.Samples.judge;
import static jp.enishi.matching.Samples.position;
import static jp.enishi.matching.Samples.profile;
import static jp.enishi.matching.Samples.requirement;
import static jp.enishi.matching.Samples.score;
import static jp.enishi.matching.Samples.skills;
import static jp.enishi.matching.Samples.talent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jp.enishi.matching.Samples;
import jp.enishi.matching.score.Explanation.Judged;
import jp.enishi.matching.score.Explanation.Verdict;
import jp.enishi.matching.score.Judgement.Fit;
import jp.enishi.matching.score.Judgement.Refused;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ScorerTest {
    private final ObjectNode kase = draft();

    @Test
    void contributionsAddUpToTheScore() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            ObjectNode talent = talent();
            at(talent, "sheet").withArray("roles").addObject().put("role", "PM").put("years", random.nextInt(20));
            at(talent, "wishes", "rate", "wish").put("amount", 800_000 + random.nextInt(400_000));
            at(talent, "availability").put("from", "2026-12-" + (10 + random.nextInt(20)));
            Fit fit = (Fit) judge(kase, talent);
            double sum = fit.explanation().features().stream()
                    .mapToDouble(Explanation.FeatureScore::contribution)
                    .sum();
            assertThat(sum).isCloseTo(fit.score(), within(1e-9));
            assertThat(fit.score()).isBetween(0.0, 1.0);
            assertThat(fit.explanation().features())
                    .hasSize(Feature.values().length)
                    .allSatisfy(feature -> assertThat(feature.value()).isBetween(0.0, 1.0));
        }
    }

    @Test
    void weightsThatDontSumToOneAreRefused() {
        Weights good = Samples.WEIGHTS;
        Map<Feature, Double> heavy = new LinkedHashMap<>(good.client());
        heavy.merge(Feature.MUST, 0.1, Double::sum);
        assertThatThrownBy(() -> new Weights("x", heavy, good.talent(), good.exponents(), good.limits()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @TestFactory
    Stream<DynamicTest> betterNeverLowersTheScore() {
        Map<String, Consumer<ObjectNode>> improvements = new LinkedHashMap<>();
        improvements.put(
                "a must-have skill more",
                t -> skills(t).addObject().put("skill", "risk-management").put("years", 4));
        improvements.put(
                "another skill more",
                t -> skills(t).addObject().put("skill", "vendor-control").put("years", 4));
        improvements.put("more years of a skill", t -> ((ObjectNode) skills(t).get(0)).put("years", 40));
        improvements.put("a higher level", t -> ((ObjectNode) skills(t).get(1)).put("level", 7));
        improvements.put(
                "more years in the role",
                t -> ((ObjectNode) at(t, "sheet").get("roles").get(0)).put("years", 40));
        improvements.put("a lower wish", t -> at(t, "wishes", "rate", "wish").put("amount", 850_000));
        improvements.put(
                "a lower minimum", t -> at(t, "wishes", "rate", "minimum").put("amount", 500_000));
        improvements.put("an earlier date", t -> at(t, "availability").put("from", "2026-06-01"));
        improvements.put(
                "an engagement more",
                t -> ((ArrayNode) at(t, "sheet").get("engagements"))
                        .add(engagement(t).deepCopy()));
        List<Consumer<ObjectNode>> starts = List.of(
                t -> {},
                t -> at(t, "wishes", "rate", "wish").put("amount", 1_150_000),
                t -> at(t, "wishes", "rate", "minimum").put("amount", 1_050_000),
                t -> at(t, "availability").put("from", "2026-12-20"),
                t -> ((ObjectNode) skills(t).get(0)).put("years", 1));
        return improvements.entrySet().stream()
                .map(improvement -> DynamicTest.dynamicTest(improvement.getKey(), () -> {
                    for (Consumer<ObjectNode> start : starts) {
                        for (int years : new int[] {1, 3, 9}) {
                            ObjectNode wanted = draft(
                                    c -> ((ObjectNode) position(c).get("must").get(0)).put("years", years));
                            ObjectNode before = talent(start);
                            ObjectNode after = before.deepCopy();
                            improvement.getValue().accept(after);
                            assertThat(score(wanted, after)).isGreaterThanOrEqualTo(score(wanted, before));
                        }
                    }
                }));
    }

    @Test
    void wordsForNameSexAndAgeNeverChangeTheScore() {
        ObjectNode plain = talent();
        double before = score(kase, plain);
        for (String words : List.of(
                "山田太郎、",
                "女性、35歳。",
                "男性です。",
                "日本国籍。",
                "Taro Yamada, male, aged 52. ",
                "既婚、二児の母。",
                "最寄り駅：新宿駅。",
                "1985年生まれ、昭和60年。",
                "She is a woman living near Osaka station. ")) {
            ObjectNode marked = plain.deepCopy();
            at(marked, "sheet")
                    .put("summary", words + at(marked, "sheet").get("summary").asText());
            engagement(marked)
                    .put("tasks", words + engagement(marked).get("tasks").asText());
            assertThat(score(kase, marked)).isEqualTo(before);
        }
        assertThat(before).isPositive();
    }

    @Test
    void fieldsThatAreNotPartOfASheetNeverChangeTheScore() {
        ObjectNode plain = talent();
        ObjectNode marked = plain.deepCopy();
        marked.put("age", 52).put("sex", "F").put("nationality", "FR");
        at(marked, "sheet").put("photo", "x").put("familyName", "山田");
        assertThat(score(kase, marked)).isEqualTo(score(kase, plain)).isPositive();
        assertThat(Samples.talentState(marked).sheet().has("familyName")).isFalse();
    }

    @TestFactory
    Stream<DynamicTest> eachHardConditionRefusesAndItsTwinPasses() {
        record Twin(Gate gate, Consumer<ObjectNode> refused, Consumer<ObjectNode> passes) {}
        return Stream.of(
                        new Twin(Gate.ACTIVE, t -> t.put("complete", false), t -> t.put("complete", true)),
                        new Twin(Gate.ROLE, t -> role(t, "BACKEND_ENGINEER"), t -> role(t, "PM")),
                        new Twin(
                                Gate.MUST_SKILL,
                                t -> {
                                    at(t, "sheet").putArray("skills");
                                    engagement(t).putArray("skills").add("java");
                                },
                                t -> {
                                    at(t, "sheet").putArray("skills");
                                    engagement(t)
                                            .putArray("skills")
                                            .add("risk-management")
                                            .add("issue-management");
                                }),
                        new Twin(
                                Gate.AVAILABILITY,
                                t -> at(t, "availability").put("from", "2027-01-01"),
                                t -> at(t, "availability").put("from", "2026-12-31")),
                        new Twin(
                                Gate.UTILISATION,
                                t -> at(t, "availability", "utilisation").put("maximum", 90),
                                t -> at(t, "availability", "utilisation").put("minimum", 100)),
                        new Twin(
                                Gate.WORKPLACE,
                                t -> at(t, "wishes").put("maximumOnSiteDays", 1),
                                t -> at(t, "wishes").put("maximumOnSiteDays", 2)),
                        new Twin(
                                Gate.WORKPLACE,
                                t -> at(t, "wishes").putArray("prefectures").add("27"),
                                t -> at(t, "wishes").putArray("prefectures")),
                        new Twin(
                                Gate.WORKPLACE,
                                t -> at(t, "wishes").putArray("workplaces").add("REMOTE"),
                                t -> at(t, "wishes").putArray("workplaces").add("ON_SITE")),
                        new Twin(
                                Gate.RATE,
                                t -> at(t, "wishes", "rate", "minimum").put("amount", 1_100_001),
                                t -> at(t, "wishes", "rate", "minimum").put("amount", 1_100_000)),
                        new Twin(Gate.LANGUAGE, t -> level(t, "CONVERSATION"), t -> level(t, "BUSINESS")))
                .map(twin -> DynamicTest.dynamicTest(twin.gate().name(), () -> {
                    assertThat(judge(kase, talent(twin.refused())))
                            .isInstanceOfSatisfying(
                                    Refused.class,
                                    refused -> assertThat(refused.gates()).containsExactly(twin.gate()));
                    assertThat(judge(kase, talent(twin.passes()))).isInstanceOf(Fit.class);
                }));
    }

    @Test
    void onSiteWorkNeedsThePrefectureAndRemoteWorkDoesNot() {
        ObjectNode onSite = draft(c -> at(c, "requirements", "workplace").put("kind", "ON_SITE"));
        ObjectNode remote = draft(c -> at(c, "requirements", "workplace").put("kind", "REMOTE"));
        ObjectNode osaka = talent(t -> {
            at(t, "wishes").putArray("workplaces").add("ON_SITE").add("REMOTE");
            at(t, "wishes").putArray("prefectures").add("27");
        });
        assertThat(judge(onSite, osaka)).isEqualTo(new Refused(Set.of(Gate.WORKPLACE)));
        assertThat(judge(remote, osaka)).isInstanceOf(Fit.class);
    }

    @Test
    void tooFewYearsOrALowerLevelMakeASkillClose() {
        ObjectNode wanted = draft(c -> ((ObjectNode) position(c).get("must").get(0)).put("years", 9));
        assertThat(judged(wanted, talent(), "issue-management"))
                .returns(Verdict.CLOSE, Judged::verdict)
                .returns(null, Judged::via)
                .returns(8.0, Judged::years)
                .returns(9.0, Judged::requiredYears);
        ObjectNode level = draft(c -> ((ObjectNode) position(c).get("must").get(0)).put("level", 6));
        assertThat(judged(level, talent(), "issue-management").verdict()).isEqualTo(Verdict.CLOSE);
        assertThat(judged(kase, talent(), "issue-management").verdict()).isEqualTo(Verdict.MET);
    }

    @Test
    void aCloseSkillStandsInWithItsEdge() {
        String wanted = "progress-management";
        String near = Samples.VOCABULARY.satisfying(wanted, 0.5).keySet().stream()
                .filter(skill -> !skill.equals(wanted))
                .sorted()
                .findFirst()
                .orElseThrow();
        ObjectNode other = draft(c -> {
            ArrayNode must = position(c).putArray("must");
            must.addObject().put("skill", wanted);
        });
        ObjectNode has = talent(t -> {
            skills(t).removeAll().addObject().put("skill", near).put("years", 5);
            engagement(t).putArray("skills");
        });
        Judged judged = judged(other, has, wanted);
        assertThat(judged.verdict()).isEqualTo(Verdict.CLOSE);
        assertThat(judged.via().skill()).isEqualTo(near);
        assertThat(judged.via().closeness()).isBetween(0.5, 1.0);
        has.withObject("sheet").putArray("skills");
        assertThat(judge(other, has)).isEqualTo(new Refused(Set.of(Gate.MUST_SKILL)));
    }

    @Test
    void evidenceIsWhereTheSheetSaysSo() {
        ObjectNode talent = talent();
        Profile profile = profile(talent);
        Fit fit = (Fit) SCORER.judge(requirement(kase), profile, Samples.TODAY);
        List<Judged> requirements = SCORER.evidence(fit.explanation(), profile).requirements();
        assertThat(requirements).hasSize(3);
        for (Judged judged : requirements) {
            assertThat(judged.evidence()).isNotNull();
            var evidence = judged.evidence();
            String text = evidence.engagement() == null
                    ? profile.summary()
                    : engagement(talent).get(evidence.field()).asText();
            String alias = text.substring(evidence.start(), evidence.end());
            assertThat(evidence.text()).contains(alias);
            assertThat(Samples.VOCABULARY.mentions(alias))
                    .extracting(Vocabulary.Mention::concept)
                    .containsExactly(judged.skill());
        }
        assertThat(requirements.getFirst().evidence().text()).isEqualTo("課題管理とリスク管理、社内調整を担当した。");
        assertThat(requirements.getLast().evidence().field()).isEqualTo("summary");
    }

    @Test
    void withoutAWordInTheTextsTheListsAreTheEvidence() {
        ObjectNode silent = talent(t -> {
            at(t, "sheet").put("summary", "");
            engagement(t).put("tasks", "");
        });
        Profile profile = profile(silent);
        Fit fit = (Fit) SCORER.judge(requirement(kase), profile, Samples.TODAY);
        List<Judged> requirements = SCORER.evidence(fit.explanation(), profile).requirements();
        assertThat(requirements.get(0).evidence())
                .isEqualTo(new Explanation.Evidence(0, "skills", 0, "issue-management".length(), "issue-management"));
        assertThat(requirements.get(2).skill()).isEqualTo("progress-management");
        assertThat(requirements.get(2).evidence())
                .isEqualTo(new Explanation.Evidence(
                        null, "skills", 0, "progress-management".length(), "progress-management"));
    }

    @Test
    void aDraftExcludesNobodyByWhatItHasNotStated() {
        ObjectNode bare = draft(c -> at(c, "requirements")
                .remove(List.of("industry", "workplace", "utilisation", "period", "budget", "background", "tasks")));
        assertThat(judge(bare, talent())).isInstanceOf(Fit.class);
    }

    private static Judged judged(ObjectNode kase, ObjectNode talent, String skill) {
        return ((Fit) judge(kase, talent))
                .explanation().requirements().stream()
                        .filter(judged -> judged.skill().equals(skill))
                        .findFirst()
                        .orElseThrow();
    }

    private static void role(ObjectNode talent, String role) {
        at(talent, "sheet").putArray("roles").addObject().put("role", role).put("years", 5);
        engagement(talent).put("role", role);
    }

    private static void level(ObjectNode talent, String level) {
        ((ObjectNode) at(talent, "sheet").get("languages").get(0)).put("level", level);
    }
}
