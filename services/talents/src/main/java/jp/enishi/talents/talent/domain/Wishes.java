package jp.enishi.talents.talent.domain;

import java.util.List;
import java.util.Map;
import jp.enishi.platform.kernel.Money;
import org.jspecify.annotations.Nullable;

/** What work the person would take. The rate is a month at 100 %, tax excluded; empty lists mean no preference. */
public record Wishes(
        @Nullable Rate rate,
        List<String> workplaces,
        @Nullable Integer maximumOnSiteDays,
        List<String> prefectures,
        List<String> roles,
        List<String> industries) {
    private static final long MOST_YEN = 100_000_000;

    public Wishes {
        workplaces = Findings.list(workplaces);
        prefectures = Findings.list(prefectures);
        roles = Findings.list(roles);
        industries = Findings.list(industries);
    }

    /** Below the minimum nothing is proposed; the wish is what would be fair. */
    public record Rate(@Nullable Money minimum, @Nullable Money wish) {}

    void check(Vocabulary vocabulary, Findings findings) {
        if (rate == null) {
            findings.add("/rate", "required");
        } else {
            var minimum = rate.minimum();
            var wish = rate.wish();
            boolean comparable = money("/rate/minimum", minimum, findings) & money("/rate/wish", wish, findings);
            if (comparable && minimum != null && wish != null && wish.isLessThan(minimum)) {
                findings.add("/rate/wish", "wish-below-minimum");
            }
        }
        findings.within("/maximumOnSiteDays", maximumOnSiteDays, 0, 5);
        if (workplaces.isEmpty()) {
            findings.add("/workplaces", "required");
        }
        findings.list("/workplaces", workplaces, 3, code -> code);
        findings.list("/prefectures", prefectures, 47, code -> code);
        findings.list("/roles", roles, 20, code -> code);
        findings.list("/industries", industries, 50, code -> code);
        for (int i = 0; i < workplaces.size(); i++) {
            vocabulary.workplace("/workplaces/" + i, workplaces.get(i));
        }
        for (int i = 0; i < prefectures.size(); i++) {
            vocabulary.prefecture("/prefectures/" + i, prefectures.get(i));
        }
        for (int i = 0; i < roles.size(); i++) {
            vocabulary.role("/roles/" + i, roles.get(i));
        }
        for (int i = 0; i < industries.size(); i++) {
            vocabulary.industry("/industries/" + i, industries.get(i));
        }
    }

    private static boolean money(String pointer, @Nullable Money money, Findings findings) {
        if (money == null) {
            findings.add(pointer, "required");
            return false;
        }
        if (!money.currency().equals("JPY")) {
            findings.add(pointer + "/currency", "unsupported-currency", Map.of("supported", List.of("JPY")));
            return false;
        }
        if (money.amount() > MOST_YEN) {
            findings.add(pointer + "/amount", "out-of-range", Map.of("min", 0, "max", MOST_YEN));
        }
        return true;
    }
}
