package jp.enishi.matching.index;

import static jp.enishi.matching.Samples.TIME;
import static jp.enishi.matching.Samples.at;
import static jp.enishi.matching.Samples.caseState;
import static jp.enishi.matching.Samples.draft;
import static jp.enishi.matching.Samples.engagement;
import static jp.enishi.matching.Samples.id;
import static jp.enishi.matching.Samples.position;
import static jp.enishi.matching.Samples.talent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jp.enishi.matching.Samples;
import jp.enishi.matching.score.Explanation;
import jp.enishi.matching.score.Gate;
import jp.enishi.matching.score.Judgement;
import jp.enishi.matching.score.NearMiss;
import jp.enishi.matching.score.Requirement;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looking through the talents of a position: words, facets, near misses, order. */
class TalentSearchTest {
    private static final MatchAnalyzer ANALYZER = new MatchAnalyzer(Samples.VOCABULARY);
    private final TalentIndex talents = new TalentIndex(Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER);
    private final CaseState kase = caseState(draft(c -> position(c).putArray("must")));
    private final Requirement wanted = kase.positions().getFirst();

    @TempDir
    Path root;

    private MatchIndex index;

    @BeforeEach
    void open() throws Exception {
        index = MatchIndex.open(root, Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER);
    }

    @AfterEach
    void close() throws Exception {
        index.close();
    }

    private UUID add(Consumer<ObjectNode> change) throws Exception {
        ObjectNode talent = talent(change);
        index.applyTalent(talent, 1, TIME);
        index.refresh();
        return id(talent, "talentId");
    }

    private UUID saying(String tasks) throws Exception {
        return add(t -> {
            at(t, "sheet").put("summary", "").put("headline", "").putArray("skills");
            engagement(t).put("title", "").put("tasks", tasks).putArray("skills");
        });
    }

    private List<UUID> found(String words) {
        return select(new TalentSearch(words, Map.of(), TalentSearch.Sort.SCORE))
                .candidates();
    }

    private record Selected(List<UUID> candidates, int total, List<Facet.Counts> facets) {}

    private Selected select(TalentSearch search) {
        return talents.select(
                index,
                kase,
                wanted,
                search,
                100,
                selection -> new Selected(
                        selection.candidates().stream().map(Candidate::talentId).toList(),
                        selection.total(),
                        selection.facets()));
    }

    private List<TalentState> nearMisses(TalentSearch search) {
        return talents.nearMisses(
                index,
                kase,
                wanted,
                search,
                50,
                selection ->
                        selection.candidates().stream().map(Candidate::state).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ベンダーコントロール | ベンダーコントロールを担当した",
                "ﾍﾞﾝﾀﾞｰｺﾝﾄﾛｰﾙ | ベンダーコントロールを担当した",
                "vendor management | ベンダーコントロールを担当した",
                "ベンダー管理 | In charge of vendor control",
                "進捗管理 | Progress management of the whole project",
                "業務システム改善 | 業務システムの改善をした",
                "會計システム | 会計システムを刷新した",
                "会計システム | 會計システムを刷新した",
                "ＥＲＰ　導入 | ERPの導入をした",
                "migrations | Data migration for a bank",
            })
    void wordsFindWhatIsMeantHoweverItIsWritten(String words, String tasks) throws Exception {
        saying("コールセンターの運営をした");
        UUID meant = saying(tasks);
        assertThat(found(words)).containsExactly(meant);
    }

    @Test
    void everyWordCountsAndARoleIsARole() throws Exception {
        UUID both = saying("課題管理と銀行の勘定系の刷新");
        saying("課題管理");
        UUID other = add(t -> {
            at(t, "sheet").putArray("roles").addObject().put("role", "PM").put("years", 3);
            engagement(t).put("role", "PM");
        });
        assertThat(found("課題管理 勘定系")).containsExactly(both);
        assertThat(found("プロマネ")).containsExactly(other);
    }

    @Test
    void thePassagesAreWhereItStands() throws Exception {
        String tasks = "定例会議の運営。銀行でベンダーコントロールを担当した。勘定系の刷新。";
        UUID person = saying(tasks);
        TalentState state = talents.find(index, person).orElseThrow();
        List<Explanation.Evidence> passages =
                talents.typed("vendor control 勘定系").orElseThrow().passages(state.profile());
        assertThat(passages)
                .extracting(passage -> tasks.substring(passage.start(), passage.end()))
                .contains("ベンダーコントロール")
                .anyMatch(text -> text.startsWith("勘定"));
        assertThat(passages.getFirst().text()).isEqualTo("銀行でベンダーコントロールを担当した。");
    }

    /** What a person is can't be looked for, alone or beside something else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"女性", "35歳", "1985年生まれ", "最寄り駅:新宿駅", "male", "aged 35", "???", "。、・", "*", "\uD83D\uDE00", "国籍"})
    void whatMustNotCountAndSignsAreNothingToLookFor(String words) throws Exception {
        saying("女性、35歳、1985年生まれ、国籍は日本。最寄り駅:新宿駅。male, aged 35 *");
        assertThatThrownBy(() -> found(words)).isInstanceOf(TalentIndex.NothingToSearch.class);
    }

    /** Never a failure, and never more work than a few hundred terms, whatever is typed. */
    @Test
    void whateverIsTypedIsBoundedWork() throws Exception {
        saying("課題管理");
        String all = Samples.VOCABULARY.names().stream().sorted().limit(900).collect(Collectors.joining(" "));
        for (String words : List.of(
                all,
                "課題管理 ".repeat(2_000),
                "あ".repeat(10_000),
                "(".repeat(10_000),
                "a* ".repeat(3_000),
                "ﾌﾟﾛｼﾞｪｸﾄ課題管理Project管理プロジェクト".repeat(300),
                "/(a+)+$/ .* [^x]{1,9999} ~2 AND OR NOT \"",
                "name:x^9 +must -not \\u0000 {* TO *]",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 課題管理",
                "\uD800課題\uDC00管理",
                "邉邊齋齊澤會課題管理\uDB40\uDD00",
                "كلمة слово λέξη 단어 课题管理")) {
            talents.typed(words).ifPresent(typed -> {
                assertThat(terms(typed.query())).isLessThan(900);
                assertThat(select(new TalentSearch(words, Map.of(), TalentSearch.Sort.SCORE))
                                .total())
                        .isBetween(0, 1);
            });
        }
    }

    private static int terms(Query query) {
        int[] count = {0};
        query.visit(new QueryVisitor() {
            @Override
            public void consumeTerms(Query leaf, Term... terms) {
                count[0] += terms.length;
            }

            @Override
            public QueryVisitor getSubVisitor(BooleanClause.Occur occur, Query parent) {
                return this;
            }
        });
        return count[0];
    }

    @Test
    void facetsCountWhatWouldBeFoundWithoutTheirOwnChoice() throws Exception {
        Random random = new Random(3);
        List<ObjectNode> people = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            ObjectNode talent = talent(t -> {
                engagement(t).put("industry", List.of("IT", "FINANCE", "RETAIL").get(random.nextInt(3)));
                at(t, "wishes").putArray("workplaces").add("HYBRID");
                if (random.nextBoolean()) {
                    at(t, "wishes").withArray("workplaces").add("REMOTE");
                }
                at(t, "wishes", "rate", "minimum").put("amount", random.nextBoolean() ? 800_000 : 2_000_000);
            });
            people.add(talent);
            index.applyTalent(talent, 1, TIME);
        }
        index.refresh();
        List<ObjectNode> fit = people.stream()
                .filter(t -> at(t, "wishes", "rate", "minimum").get("amount").asInt() == 800_000)
                .toList();
        Map<String, Integer> industries = new HashMap<>();
        fit.forEach(t -> industries.merge(engagement(t).get("industry").asText(), 1, Integer::sum));
        Selected all = select(TalentSearch.ALL);
        assertThat(all.total()).isEqualTo(fit.size());
        assertThat(counts(all, Facet.INDUSTRY)).isEqualTo(industries);

        Selected chosen = select(
                new TalentSearch(null, Map.of(Facet.INDUSTRY, Set.of("IT", "FINANCE")), TalentSearch.Sort.SCORE));
        assertThat(chosen.total()).isEqualTo(industries.get("IT") + industries.get("FINANCE"));
        assertThat(chosen.candidates()).hasSize(chosen.total());
        assertThat(counts(chosen, Facet.INDUSTRY)).as("without its own choice").isEqualTo(industries);
        assertThat(counts(chosen, Facet.WORKPLACE).get("HYBRID")).isEqualTo(chosen.total());
    }

    private static Map<String, Integer> counts(Selected selection, Facet facet) {
        return selection.facets().stream()
                .filter(counts -> counts.name() == facet)
                .flatMap(counts -> counts.values().stream())
                .collect(Collectors.toMap(Facet.Count::value, Facet.Count::count));
    }

    /** Near misses are those whom exactly one gate stops, within the bounds; those who fit are none. */
    @Test
    void nearMissesAreThoseWhomOneConditionStops() throws Exception {
        UUID fits = add(t -> {});
        Map<UUID, Gate> near = new HashMap<>();
        near.put(add(t -> at(t, "availability").put("from", "2027-02-20")), Gate.AVAILABILITY);
        near.put(add(t -> at(t, "wishes", "rate", "minimum").put("amount", 1_300_000)), Gate.RATE);
        near.put(add(t -> at(t, "availability", "utilisation").put("maximum", 80)), Gate.UTILISATION);
        near.put(add(t -> at(t, "wishes").put("maximumOnSiteDays", 1)), Gate.WORKPLACE);
        near.put(add(t -> ((ObjectNode) at(t, "sheet").get("languages").get(0)).put("level", "BASIC")), Gate.LANGUAGE);
        UUID far = add(t -> at(t, "wishes", "rate", "minimum").put("amount", 1_900_000));
        UUID twice = add(t -> {
            at(t, "availability").put("from", "2027-02-20");
            at(t, "wishes", "rate", "minimum").put("amount", 1_300_000);
        });
        List<TalentState> found = nearMisses(TalentSearch.ALL);
        assertThat(found)
                .extracting(TalentState::talentId)
                .containsExactlyInAnyOrderElementsOf(near.keySet())
                .doesNotContain(fits, far, twice);
        for (TalentState state : found) {
            NearMiss miss = Samples.SCORER.nearMiss(wanted, state.profile(), Samples.TODAY);
            assertThat(miss.misses()).hasSize(1);
            assertThat(miss.misses().getFirst().gate()).isEqualTo(near.get(state.talentId()));
        }
        assertThat(nearMisses(new TalentSearch("銀行勘定系", Map.of(), TalentSearch.Sort.SCORE)))
                .as("narrowed like the others")
                .isEmpty();
    }

    /** People as good as equal take turns at being first, by the case; whoever is better stays before. */
    @Test
    void exposureIsSpreadAmongEquals() {
        List<Matchmaker.RankedTalent> equals = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            equals.add(ranked(talent()));
        }
        Matchmaker.RankedTalent better = ranked(talent(t ->
                Samples.skills(t).addObject().put("skill", "vendor-control").put("years", 9)));
        Map<UUID, Integer> first = new HashMap<>();
        int cases = 1_000;
        Random random = new Random(1);
        for (int i = 0; i < cases; i++) {
            long seed = Place.seed(new UUID(random.nextLong(), random.nextLong()), 1);
            List<Matchmaker.RankedTalent> order = ordered(equals, seed);
            assertThat(ordered(equals.reversed(), seed)).isEqualTo(order);
            first.merge(order.getFirst().talent().talentId(), 1, Integer::sum);
        }
        assertThat(first).hasSize(5).allSatisfy((id, times) -> assertThat(times).isBetween(140, 260));
        List<Matchmaker.RankedTalent> with = new ArrayList<>(equals);
        with.add(better);
        Matchmaker.RankedTalent lifted = new Matchmaker.RankedTalent(
                better.talent(),
                better.position(),
                new Judgement.Fit(
                        equals.getFirst().fit().score() + 0.01,
                        1,
                        1,
                        better.fit().explanation()));
        with.set(5, lifted);
        assertThat(ordered(with, 7).getFirst()).isEqualTo(lifted);
    }

    private static List<Matchmaker.RankedTalent> ordered(List<Matchmaker.RankedTalent> ranked, long seed) {
        return ranked.stream()
                .sorted(Comparator.comparing(one -> Place.of(
                        TalentSearch.Sort.SCORE,
                        one,
                        seed,
                        Samples.WEIGHTS.limits().nearEqual())))
                .toList();
    }

    private Matchmaker.RankedTalent ranked(ObjectNode talent) {
        TalentState state = Samples.talentState(talent);
        return new Matchmaker.RankedTalent(
                state, wanted, (Judgement.Fit) Samples.SCORER.judge(wanted, state.profile(), Samples.TODAY));
    }

    @Test
    void othersCanBeFirst() {
        Matchmaker.RankedTalent cheap =
                ranked(talent(t -> at(t, "wishes", "rate", "wish").put("amount", 810_000)));
        Matchmaker.RankedTalent soon = ranked(talent(t -> at(t, "availability").put("from", "2026-11-01")));
        Place byRate = Place.of(TalentSearch.Sort.RATE, cheap, 1, 0.01);
        assertThat(byRate).isLessThan(Place.of(TalentSearch.Sort.RATE, soon, 1, 0.01));
        assertThat(Place.of(TalentSearch.Sort.AVAILABLE, soon, 1, 0.01))
                .isLessThan(Place.of(TalentSearch.Sort.AVAILABLE, cheap, 1, 0.01));
    }
}
