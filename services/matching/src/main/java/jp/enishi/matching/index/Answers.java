package jp.enishi.matching.index;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import jp.enishi.matching.index.Matchmaker.NearTalent;
import jp.enishi.matching.index.Matchmaker.Page;
import jp.enishi.matching.index.Matchmaker.Ranking;

/** What was asked of one view of an index: the same question has the same answer as long as the view is the newest. */
final class Answers {
    /** Each holds the states of a page of talents, also of such as nobody else keeps. */
    private static final int MOST = 200;

    /** @param vocabulary its version, with which what is typed is read */
    record Question(Asked asked, TalentSearch search, Page page, LocalDate day, String vocabulary) {}

    private final Latest<Question, Ranking> rankings = Latest.of(MOST);
    private final Latest<Question, List<NearTalent>> near = Latest.of(MOST);

    Ranking ranking(Question question, Supplier<Ranking> made) {
        return rankings.get(question, made);
    }

    List<NearTalent> near(Question question, Supplier<List<NearTalent>> made) {
        return near.get(question, made);
    }
}
