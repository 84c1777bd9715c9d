package jp.enishi.matching.score;

import static jp.enishi.matching.Samples.SCORER;
import static jp.enishi.matching.Samples.TODAY;
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
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import jp.enishi.matching.Market;
import jp.enishi.matching.Samples;
import jp.enishi.matching.index.TaxonomyVocabulary;
import jp.enishi.matching.score.Explanation.Change;
import jp.enishi.matching.score.Explanation.Judged;
import jp.enishi.matching.score.Explanation.Kind;
import jp.enishi.matching.score.Explanation.Refusal;
import jp.enishi.matching.score.Explanation.Verdict;
import jp.enishi.matching.score.Judgement.Fit;
import jp.enishi.matching.score.Judgement.Refused;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;

/** What everybody may rely on in a ranking, over a market of the nine cases. */
class RankingRulesTest {
    private final Market market = new Market(5);
    private final ObjectNode kase = draft();

    @Test
    void whoMeetsEveryMustHaveIsAboveWhoDoesNot() {
        int pairs = 0;
        for (Market.Case wanted : Market.CASES) {
            ObjectNode published = market.published(wanted);
            List<Double> complete = new ArrayList<>();
            List<Double> incomplete = new ArrayList<>();
            for (ObjectNode talent : market.talents(200)) {
                if (judge(published, talent) instanceof Fit fit
                        && fit.explanation().refusals().isEmpty()) {
                    boolean all = fit.explanation().requirements().stream()
                            .filter(one -> one.kind() == Kind.MUST)
                            .allMatch(one -> one.verdict() == Verdict.MET);
                    (all ? complete : incomplete).add(fit.score());
                }
            }
            for (double more : complete) {
                assertThat(incomplete).allSatisfy(less -> assertThat(less).isLessThan(more));
                pairs += incomplete.size();
            }
        }
        assertThat(pairs).isGreaterThan(500);
    }

    @Test
    void aCaseThatTheTalentWouldTurnDownRanksLowAndSaysSo() {
        ObjectNode dear = talent(t -> at(t, "wishes", "rate", "minimum").put("amount", 1_050_000));
        ObjectNode elsewhere = talent(t -> at(t, "wishes").putArray("roles").add("BACKEND_ENGINEER"));
        Fit first = (Fit) judge(kase, dear);
        Fit second = (Fit) judge(kase, elsewhere);
        assertThat(first.explanation().refusals()).containsExactly(Refusal.RATE);
        assertThat(second.explanation().refusals()).containsExactly(Refusal.ROLE);
        ObjectNode incomplete = talent(t -> {
            skills(t).removeAll();
            engagement(t).putArray("skills").add("risk-management").add("issue-management");
            engagement(t).put("from", "2026-06");
        });
        assertThat(score(kase, incomplete))
                .isLessThan(0.5)
                .isGreaterThan(first.score())
                .isGreaterThan(second.score());
        assertThat(first.explanation().features())
                .filteredOn(feature -> feature.name() == Feature.WILLING)
                .singleElement()
                .satisfies(feature -> assertThat(feature.contribution()).isNegative());
        ObjectNode tolerant = draft(c -> at(c, "requirements").put("rateTolerance", 5));
        assertThat(((Fit) judge(tolerant, dear)).explanation().refusals())
                .as("the case pays what it tolerates")
                .isEmpty();
    }

    @Test
    void theCaseSetsHowFarAboveItsBudgetARateMayBe() {
        ObjectNode dear = talent(t -> at(t, "wishes", "rate", "minimum").put("amount", 1_150_000));
        assertThat(judge(kase, dear)).isEqualTo(new Refused(Set.of(Gate.RATE)));
        for (int tolerance : new int[] {0, 14}) {
            assertThat(judge(draft(c -> at(c, "requirements").put("rateTolerance", tolerance)), dear))
                    .isInstanceOf(Refused.class);
        }
        assertThat(judge(draft(c -> at(c, "requirements").put("rateTolerance", 15)), dear))
                .isInstanceOf(Fit.class);
        ObjectNode slightly = talent(t -> at(t, "wishes", "rate", "minimum").put("amount", 1_000_001));
        assertThat(judge(kase, slightly)).isInstanceOf(Fit.class);
        assertThat(judge(draft(c -> at(c, "requirements").put("rateTolerance", 0)), slightly))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aBudgetIsForTheUtilisationThatTheCaseAsksFor() {
        ObjectNode half = draft(c -> at(c, "requirements").put("utilisation", 80));
        assertThat(requirement(half).budgetUpper()).isEqualTo(1_250_000);
        ObjectNode unknown = draft(c -> at(c, "requirements").remove("utilisation"));
        assertThat(requirement(unknown).budgetUpper()).isEqualTo(1_000_000);
    }

    @Test
    void aKnockOutIsThisSkillInFullOrNothing() {
        ObjectNode strict = draft(c -> {
            ObjectNode need = (ObjectNode) position(c).get("must").get(0);
            need.put("years", 9).put("level", 5).put("knockOut", true);
        });
        Refused refused = new Refused(Set.of(Gate.MUST_SKILL));
        assertThat(judge(strict, talent())).as("eight years").isEqualTo(refused);
        assertThat(judge(strict, talent(t -> skill(t, 0).put("years", 9)))).isInstanceOf(Fit.class);
        assertThat(judge(strict, talent(t -> skill(t, 0).put("years", 9).put("level", 4))))
                .isEqualTo(refused);
        ObjectNode loose = strict.deepCopy();
        ((ObjectNode) position(loose).get("must").get(0)).put("knockOut", false);
        assertThat(judge(loose, talent())).as("only close, and not excluded").isInstanceOf(Fit.class);
    }

    @Test
    void eachMissSaysByHowMuch() {
        assertThat(miss(t -> at(t, "availability").put("from", "2027-01-15")))
                .isEqualTo(new Miss(
                        Gate.AVAILABILITY,
                        Map.of("start", "2026-12-01", "latest", "2026-12-31", "from", "2027-01-15", "by", 15L)));
        assertThat(miss(t -> at(t, "wishes", "rate", "minimum").put("amount", 1_130_000))
                        .args())
                .returns(30_000L, args -> args.get("by"))
                .returns(1_100_000L, args -> args.get("ceiling"));
        assertThat(miss(t -> at(t, "availability", "utilisation").put("maximum", 60))
                        .args()
                        .get("by"))
                .isEqualTo(40);
        assertThat(miss(t -> at(t, "wishes").put("maximumOnSiteDays", 1)).args())
                .returns("days", args -> args.get("reason"))
                .returns(1, args -> args.get("by"));
        assertThat(miss(t -> at(t, "wishes").putArray("prefectures").add("27")).args())
                .returns("place", args -> args.get("reason"));
        assertThat(miss(t -> ((ObjectNode) at(t, "sheet").get("languages").get(0)).put("level", "BASIC"))
                        .args())
                .returns(2, args -> args.get("by"))
                .returns("BASIC", args -> args.get("level"));
        ObjectNode java = draft(c ->
                position(c).withArray("must").addObject().put("skill", "java").put("years", 3));
        assertThat(SCORER.nearMiss(requirement(java), profile(talent()), TODAY).misses())
                .containsExactly(new Miss(
                        Gate.MUST_SKILL, Map.of("skill", "java", "knockOut", false, "requiredYears", 3.0, "by", 3.0)));
    }

    private Miss miss(Consumer<ObjectNode> change) {
        NearMiss near = SCORER.nearMiss(requirement(kase), profile(talent(change)), TODAY);
        assertThat(near.misses()).hasSize(1);
        double sum = near.otherwise().explanation().features().stream()
                .mapToDouble(Explanation.FeatureScore::contribution)
                .sum();
        assertThat(sum).isCloseTo(near.otherwise().score(), within(1e-9));
        return near.misses().getFirst();
    }

    @Test
    void whatWouldChangeItIsWhatItGains() {
        ObjectNode wanted = draft(c -> {
            ((ObjectNode) position(c).get("must").get(0)).put("years", 10);
            position(c)
                    .withArray("nice")
                    .addObject()
                    .put("skill", "vendor-control")
                    .put("years", 2);
        });
        Explanation explained = SCORER.explain(requirement(wanted), profile(talent()), TODAY);
        Change relax = Objects.requireNonNull(explained.relax());
        assertThat(relax.code()).isEqualTo("ask-less");
        assertThat(relax.args().get("skill")).isEqualTo("issue-management");
        ObjectNode relaxed = wanted.deepCopy();
        ((ObjectNode) position(relaxed).get("must").get(0)).put("years", 8);
        assertThat(score(relaxed, talent()) - score(wanted, talent())).isCloseTo(relax.gain(), within(1e-9));

        Change learn = Objects.requireNonNull(explained.learn());
        assertThat(learn.args())
                .returns("issue-management", args -> args.get("skill"))
                .returns(10.0, args -> args.get("requiredYears"));
        ObjectNode learned = talent(t -> skill(t, 0).put("years", 10).put("lastUsed", "2026-11"));
        assertThat(score(wanted, learned) - score(wanted, talent())).isCloseTo(learn.gain(), within(1e-9));

        ObjectNode all = draft(c -> {
            position(c).putArray("nice");
            at(c, "requirements", "budget", "upper").put("amount", 1_000_000);
        });
        assertThat(SCORER.explain(requirement(all), profile(talent()), TODAY))
                .returns(null, Explanation::relax)
                .returns(null, Explanation::learn);
    }

    @Test
    void forWhoIsExcludedOnlyWhatOpensTheGateIsNamed() {
        record Open(String code, Consumer<ObjectNode> closed) {}
        for (Open open : List.of(
                new Open("raise-budget", t -> at(t, "wishes", "rate", "minimum").put("amount", 1_200_000)),
                new Open("start-later", t -> at(t, "availability").put("from", "2027-02-01")),
                new Open(
                        "change-utilisation",
                        t -> at(t, "availability", "utilisation").put("maximum", 80)),
                new Open("fewer-days", t -> at(t, "wishes").put("maximumOnSiteDays", 0)),
                new Open(
                        "allow-remote",
                        t -> at(t, "wishes").putArray("prefectures").add("27")),
                new Open("accept-role", t -> {
                    at(t, "sheet")
                            .putArray("roles")
                            .addObject()
                            .put("role", "BACKEND_ENGINEER")
                            .put("years", 5);
                    engagement(t).put("role", "BACKEND_ENGINEER");
                }),
                new Open(
                        "lower-language",
                        t -> ((ObjectNode) at(t, "sheet").get("languages").get(0)).put("level", "BASIC")))) {
            Change relax = SCORER.explain(requirement(kase), profile(talent(open.closed())), TODAY)
                    .relax();
            assertThat(relax).as(open.code()).isNotNull();
            assertThat(relax.code()).isEqualTo(open.code());
        }
        ObjectNode java = draft(c -> position(c).withArray("must").addObject().put("skill", "java"));
        assertThat(SCORER.explain(requirement(java), profile(talent()), TODAY))
                .satisfies(explained -> assertThat(
                                Objects.requireNonNull(explained.relax()).code())
                        .isEqualTo("drop-skill"))
                .satisfies(explained -> assertThat(
                                Objects.requireNonNull(explained.learn()).args())
                        .isEqualTo(Map.of("skill", "java", "kind", "MUST")));
    }

    @Test
    void aSkillUsedLatelyCountsForMore() {
        double lately = score(kase, talent());
        double longAgo = score(kase, talent(t -> {
            skill(t, 0).put("lastUsed", "2015-01");
            skill(t, 1).put("lastUsed", "2015-01");
            engagement(t).put("from", "2010-04").put("to", "2015-01");
        }));
        double unknown = score(kase, talent(t -> {
            skill(t, 0).remove("lastUsed");
            skill(t, 1).remove("lastUsed");
            engagement(t).put("from", "2010-04").put("to", "2015-01");
        }));
        assertThat(lately).isGreaterThan(longAgo);
        assertThat(unknown).as("what is not known is never better").isLessThanOrEqualTo(longAgo);
    }

    @Test
    void aTwinInEnglishScoresTheSame() {
        ObjectNode japanese = talent();
        ObjectNode english = japanese.deepCopy();
        at(english, "sheet").put("headline", "PMO for core system renewal");
        at(english, "sheet").put("summary", "Eight years of issue management and progress management in renewals.");
        engagement(english).put("title", "Improvement of the budget management system");
        engagement(english)
                .put(
                        "tasks",
                        "Ran the regular meetings. In charge of issue management, risk management and internal"
                                + " coordination. Also preparation of documents.");
        assertThat(score(kase, english)).isCloseTo(score(kase, japanese), within(0.02));
    }

    @Test
    void everythingMetOrCloseHasEvidenceThatNamesTheSkill() {
        int seen = 0;
        for (Market.Case wanted : Market.CASES) {
            Requirement requirement = requirement(market.published(wanted));
            for (ObjectNode talent : market.talents(60)) {
                Profile profile = profile(talent);
                if (!(SCORER.judge(requirement, profile, TODAY) instanceof Fit)) {
                    continue;
                }
                for (Judged judged : SCORER.explain(requirement, profile, TODAY).requirements()) {
                    if (judged.verdict() == Verdict.MISSING) {
                        assertThat(judged.evidence()).isNull();
                        continue;
                    }
                    Explanation.Evidence evidence = Objects.requireNonNull(judged.evidence());
                    String named = evidence.text();
                    String skill =
                            judged.via() == null ? judged.skill() : judged.via().skill();
                    if (evidence.field().equals("skills")) {
                        assertThat(named).isEqualTo(skill);
                    } else {
                        assertThat(Samples.VOCABULARY.mentions(named))
                                .extracting(Vocabulary.Mention::concept)
                                .contains(skill);
                    }
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(200);
    }

    /** The bodies of the events, the taxonomy and the weights are all that a score is made of, and the day. */
    @Test
    void aScoreIsMadeAgainFromWhatWasRecorded() throws IOException {
        ObjectNode talent = talent();
        Fit shown = (Fit) judge(kase, talent);
        byte[] recordedCase = Samples.JSON.writeValueAsBytes(kase);
        byte[] recordedTalent = Samples.JSON.writeValueAsBytes(talent);
        Scorer later = new Scorer(new TaxonomyVocabulary(Taxonomy.load()), Weights.load());
        Fit again = (Fit) later.judge(
                requirement((ObjectNode) Samples.JSON.readTree(recordedCase)),
                profile((ObjectNode) Samples.JSON.readTree(recordedTalent)),
                TODAY);
        assertThat(again).isEqualTo(shown);
    }

    @Test
    void anotherNumberIsAnotherVersionOfTheWeights() throws IOException {
        byte[] file;
        try (var in = Objects.requireNonNull(Weights.class.getResourceAsStream("/weights.json"))) {
            file = in.readAllBytes();
        }
        String text = new String(file, StandardCharsets.UTF_8);
        Weights other = Weights.read(
                text.replace("\"seniorityYears\": 3", "\"seniorityYears\": 4").getBytes(StandardCharsets.UTF_8));
        assertThat(Weights.read(file).version()).isEqualTo(Samples.WEIGHTS.version());
        assertThat(other.version()).isNotEqualTo(Samples.WEIGHTS.version());
    }

    private static ObjectNode skill(ObjectNode talent, int index) {
        return (ObjectNode) skills(talent).get(index);
    }
}
