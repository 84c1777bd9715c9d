package jp.enishi.talents.talent.domain;

import java.util.List;
import java.util.Map;
import jp.enishi.platform.kernel.Findings;
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
        workplaces = Resume.listOrEmpty(workplaces);
        prefectures = Resume.listOrEmpty(prefectures);
        roles = Resume.listOrEmpty(roles);
        industries = Resume.listOrEmpty(industries);
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
        findings.required("/maximumOnSiteDays", maximumOnSiteDays);
        findings.within("/maximumOnSiteDays", maximumOnSiteDays, 0, 5);
        if (workplaces.isEmpty()) {
            findings.add("/workplaces", "required");
        }
        findings.each("/workplaces", workplaces, 3, "", code -> code, vocabulary::workplace);
        findings.each("/prefectures", prefectures, 47, "", code -> code, vocabulary::prefecture);
        findings.each("/roles", roles, 20, "", code -> code, vocabulary::role);
        findings.each("/industries", industries, 50, "", code -> code, vocabulary::industry);
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
        findings.within(pointer + "/amount", money.amount(), 0, MOST_YEN);
        return true;
    }
}
