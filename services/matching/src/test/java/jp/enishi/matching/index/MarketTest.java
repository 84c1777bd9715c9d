package jp.enishi.matching.index;

import static jp.enishi.matching.Samples.at;
import static jp.enishi.matching.Samples.engagement;
import static jp.enishi.matching.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.enishi.matching.Market;
import jp.enishi.matching.Samples;
import jp.enishi.matching.index.Matchmaker.RankedTalent;
import jp.enishi.matching.score.Explanation;
import jp.enishi.matching.score.Explanation.Kind;
import jp.enishi.matching.score.Explanation.Verdict;
import jp.enishi.matching.score.Requirement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The nine cases of the trade against three hundred generated talents. */
class MarketTest {
    private static final MatchAnalyzer ANALYZER = new MatchAnalyzer(Samples.VOCABULARY);
    private static final int TALENTS = 300;

    /** What a sheet may happen to say of a person and what must not count. */
    private static final List<String> PERSONAL = List.of(
            "山田太郎、男性、52歳。", "女性、28歳、既婚、子ども2人。", "日本国籍。", "Ms Jane Doe, female, aged 61, French nationality, married. ");

    @TempDir
    Path root;

    private final Market market = new Market(20261124);
    private List<ObjectNode> talents = List.of();

    @BeforeEach
    void generate() {
        talents = market.talents(TALENTS);
    }

    static Stream<Market.Case> cases() {
        return Market.CASES.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTopHoldsThoseWhoMeetTheMustHaves(Market.Case wanted) throws IOException {
        ObjectNode suited = market.suited(wanted, 6);
        ObjectNode green = market.suited(wanted, 1);
        talents.add(suited);
        talents.add(green);

        List<RankedTalent> ranked = ranking(wanted, "a");

        assertThat(ranked).as("a market for each case").hasSizeGreaterThan(8);
        assertThat(ranked.getFirst().talent().talentId())
                .as("who has all of it comes first")
                .isEqualTo(id(suited, "talentId"));
        assertThat(place(ranked, green)).as("who has too few years comes later").isGreaterThan(0);
        assertThat(ranked.stream().limit(5).filter(MarketTest::meetsAll).count())
                .as("most of the first five meet every must-have in full; nobody lacks one")
                .isGreaterThanOrEqualTo(3);
        assertThat(ranked)
                .allSatisfy(one -> assertThat(one.fit().explanation().requirements())
                        .filteredOn(judged -> judged.kind() == Kind.MUST)
                        .hasSize(wanted.must().size())
                        .noneMatch(judged -> judged.verdict() == Verdict.MISSING))
                .allSatisfy(one -> assertThat(one.fit().explanation().features().stream()
                                .mapToDouble(Explanation.FeatureScore::contribution)
                                .sum())
                        .isCloseTo(one.fit().score(), within(1e-9)))
                .as("sorted by half points, within which people are equal")
                .isSortedAccordingTo((a, b) -> Double.compare(
                        Math.floor(b.fit().score() * 200), Math.floor(a.fit().score() * 200)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatAPersonIsNeverMovesTheRanking(Market.Case wanted) throws IOException {
        ObjectNode published = market.published(wanted);
        List<String> plain = told(ranking(published, "plain"));
        List<ObjectNode> marked = new ArrayList<>();
        for (int i = 0; i < talents.size(); i++) {
            String words = PERSONAL.get(i % PERSONAL.size());
            ObjectNode talent = talents.get(i).deepCopy();
            talent.put("age", 20 + i % 50).put("sex", i % 2 == 0 ? "F" : "M").put("nationality", "FR");
            ObjectNode sheet = at(talent, "sheet");
            sheet.put("initials", "X.Y.").put("photo", "x");
            sheet.put("summary", words + sheet.get("summary").asText());
            engagement(talent).put("tasks", engagement(talent).get("tasks").asText() + words);
            marked.add(talent);
        }
        talents = marked;

        assertThat(told(ranking(published, "marked"))).isEqualTo(plain).isNotEmpty();
    }

    @Test
    void theSameMarketIsRankedTheSame() throws IOException {
        assertThat(new Market(20261124).talents(TALENTS)).isEqualTo(talents);
        ObjectNode published = market.published(Market.CASES.getFirst());
        List<String> once = told(ranking(published, "once"));
        talents = talents.reversed();
        assertThat(told(ranking(published, "again"))).isEqualTo(once);
    }

    @Test
    void aQuestionIsAnsweredOnceInAViewAndAnewInTheNext() throws IOException {
        try (MatchIndex index = MatchIndex.open(root, Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER)) {
            for (ObjectNode talent : talents) {
                index.applyTalent(talent, 1, Samples.TIME);
            }
            Market.Case wanted = Market.CASES.getFirst();
            ObjectNode published = market.published(wanted);
            index.applyCase(published, 1);
            index.refresh();
            Matchmaker matchmaker = matchmaker(index);
            CaseState state = matchmaker.findCase(id(published, "caseId")).orElseThrow();
            Requirement position = state.positions().getFirst();
            Matchmaker.Page five = new Matchmaker.Page(null, Set.of(), 5);
            var ranking = matchmaker.ranking(state, position, TalentSearch.ALL, five);
            var near = matchmaker.nearMisses(state, position, TalentSearch.ALL, 5);

            assertThat(matchmaker.ranking(state, position, TalentSearch.ALL, five))
                    .isSameAs(ranking);
            assertThat(matchmaker.nearMisses(state, position, TalentSearch.ALL, 5))
                    .isSameAs(near);
            assertThat(matchmaker
                            .ranking(state, position, TalentSearch.ALL, new Matchmaker.Page(null, Set.of(), 3))
                            .ranked())
                    .hasSize(3);

            ObjectNode suited = market.suited(wanted, 6);
            index.applyTalent(suited, 1, Samples.TIME);
            assertThat(matchmaker.ranking(state, position, TalentSearch.ALL, five))
                    .as("not shown yet")
                    .isSameAs(ranking);
            index.refresh();
            UUID best = id(suited, "talentId");
            assertThat(first(matchmaker.ranking(state, position, TalentSearch.ALL, five)))
                    .isEqualTo(best);

            index.erase(Fields.TALENT, best);
            index.refresh();
            assertThat(matchmaker
                            .ranking(state, position, TalentSearch.ALL, five)
                            .ranked())
                    .noneMatch(ranked -> ranked.talent().talentId().equals(best));
        }
    }

    private static UUID first(Matchmaker.Ranking ranking) {
        return ranking.ranked().getFirst().talent().talentId();
    }

    private static boolean meetsAll(RankedTalent ranked) {
        return ranked.fit().explanation().requirements().stream()
                .filter(judged -> judged.kind() == Kind.MUST)
                .allMatch(judged -> judged.verdict() == Verdict.MET);
    }

    private static int place(List<RankedTalent> ranked, ObjectNode talent) {
        List<UUID> order = ranked.stream().map(one -> one.talent().talentId()).toList();
        return order.indexOf(id(talent, "talentId"));
    }

    private static List<String> told(List<RankedTalent> ranked) {
        return ranked.stream()
                .map(one -> one.talent().talentId() + " " + one.fit().score())
                .toList();
    }

    private List<RankedTalent> ranking(Market.Case wanted, String name) throws IOException {
        return ranking(market.published(wanted), name);
    }

    private List<RankedTalent> ranking(ObjectNode published, String name) throws IOException {
        try (MatchIndex index = MatchIndex.open(root.resolve(name), Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER)) {
            for (ObjectNode talent : talents) {
                index.applyTalent(talent, 1, Samples.TIME);
            }
            index.applyCase(published, 1);
            index.refresh();
            Matchmaker matchmaker = matchmaker(index);
            CaseState state = matchmaker.findCase(id(published, "caseId")).orElseThrow();
            return matchmaker.talentsFor(state, state.positions().getFirst());
        }
    }

    private Matchmaker matchmaker(MatchIndex index) {
        IndexFeed feed =
                new IndexFeed(
                        Samples.VOCABULARY,
                        Samples.WEIGHTS,
                        ANALYZER,
                        new SimpleMeterRegistry(),
                        root.toString(),
                        Map.of("bootstrap.servers", "127.0.0.1:1")) {
                    @Override
                    <T> T read(Function<MatchIndex, T> reading) {
                        return reading.apply(index);
                    }
                };
        return new Matchmaker(
                feed,
                new TalentIndex(Samples.VOCABULARY, Samples.WEIGHTS, ANALYZER),
                new CaseIndex(Samples.VOCABULARY, Samples.WEIGHTS),
                Samples.SCORER,
                Samples.WEIGHTS,
                Samples.VOCABULARY,
                Clock.fixed(Samples.TIME, ZoneOffset.UTC));
    }
}
