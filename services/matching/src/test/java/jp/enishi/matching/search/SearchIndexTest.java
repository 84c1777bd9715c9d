package jp.enishi.matching.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import jp.enishi.matching.Samples;
import jp.enishi.matching.score.Workplace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reversed query finds the very searches that the conditions, read one by one, let through. */
class SearchIndexTest {
    private static final List<String> SKILLS =
            List.of("issue-management", "risk-management", "progress-management", "vendor-control", "hearing");
    private static final List<String> ROLES = List.of("PM", "PMO", "PL");
    private static final List<String> PLACES = List.of("13", "14", "27");
    private static final List<String> INDUSTRIES = List.of("IT", "EC", "FINANCE");

    private final Random random = new Random(7);

    @Test
    void theIndexAgreesWithTheConditions() {
        SearchIndex index = new SearchIndex(Samples.VOCABULARY);
        List<SavedSearch> searches = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            searches.add(search(random.nextBoolean() ? Side.TALENT : Side.CLIENT, criteria()));
        }
        index.put(searches);
        int found = 0;
        for (int i = 0; i < 200; i++) {
            Facts facts = facts();
            for (Side side : Side.values()) {
                Set<UUID> expected = new HashSet<>();
                searches.stream()
                        .filter(search -> search.side() == side)
                        .filter(search -> search.criteria()
                                .read(Samples.VOCABULARY)
                                .missing(side, facts)
                                .isEmpty())
                        .forEach(search -> expected.add(search.searchId()));
                assertThat(index.waitingFor(side, facts))
                        .extracting(SavedSearch::searchId)
                        .containsExactlyInAnyOrderElementsOf(expected);
                found += expected.size();
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void pausedAndChangedSearchesCountAsTheyAreNow() {
        SearchIndex index = new SearchIndex(Samples.VOCABULARY);
        Facts facts = new Facts(
                true,
                Set.of("PM"),
                Set.of("hearing"),
                900_000,
                Set.of(Workplace.Kind.REMOTE),
                Set.of(),
                null,
                Set.of("IT"));
        SavedSearch search = search(Side.TALENT, asking(null, Set.of("PM")));
        index.put(List.of(search));
        assertThat(index.waitingFor(Side.TALENT, facts)).hasSize(1);
        assertThat(index.waitingFor(Side.CLIENT, facts)).isEmpty();
        index.put(List.of(new SavedSearch(
                search.searchId(), search.userId(), Side.TALENT, "b", asking(null, Set.of("PL")), false, 2)));
        assertThat(index.waitingFor(Side.TALENT, facts)).isEmpty();
        index.put(List.of(search));
        index.put(List.of(
                new SavedSearch(search.searchId(), search.userId(), Side.TALENT, "b", search.criteria(), true, 3)));
        assertThat(index.waitingFor(Side.TALENT, facts)).isEmpty();
    }

    @Test
    void freeTextIsReadForSkills() {
        assertThat(asking("課題管理とリスク管理ができる案件", null).read(Samples.VOCABULARY).skills())
                .contains("issue-management", "risk-management");
        assertThat(asking("  ", null).isEmpty()).isTrue();
        assertThat(asking(null, Set.of("PM")).isEmpty()).isFalse();
    }

    private static Criteria asking(@Nullable String text, @Nullable Set<String> roles) {
        return new Criteria(roles, null, null, null, null, null, null, text);
    }

    private static SavedSearch search(Side side, Criteria criteria) {
        return new SavedSearch(UUID.randomUUID(), UUID.randomUUID(), side, "a", criteria, false, 1);
    }

    private Criteria criteria() {
        return new Criteria(
                some(ROLES, 2),
                some(SKILLS, 2),
                random.nextBoolean() ? null : rate(),
                random.nextBoolean() ? null : some(List.of(Workplace.Kind.values()), 2),
                random.nextBoolean() ? null : some(PLACES, 2),
                random.nextBoolean() ? null : day(),
                random.nextBoolean() ? null : some(INDUSTRIES, 2),
                random.nextInt(4) == 0 ? "進捗管理" : null);
    }

    private Facts facts() {
        return new Facts(
                random.nextInt(10) > 0,
                some(ROLES, 2),
                some(SKILLS, 5),
                rate(),
                some(List.of(Workplace.Kind.values()), 2),
                some(PLACES, 2),
                random.nextInt(5) == 0 ? null : day(),
                some(INDUSTRIES, 1));
    }

    private long rate() {
        return 500_000 + 100_000L * random.nextInt(8);
    }

    private LocalDate day() {
        return LocalDate.of(2026, 12, 1).plusDays(random.nextInt(60));
    }

    private <T> Set<T> some(List<T> from, int most) {
        Set<T> some = new HashSet<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            some.add(from.get(random.nextInt(from.size())));
        }
        return some;
    }
}
