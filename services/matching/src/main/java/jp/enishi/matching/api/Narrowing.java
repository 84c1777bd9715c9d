package jp.enishi.matching.api;

import jakarta.ws.rs.QueryParam;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jp.enishi.matching.index.Facet;
import jp.enishi.matching.index.TalentSearch;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.Text;
import org.jspecify.annotations.Nullable;

/**
 * {@code ?q&role&skill&industry&phase&workplace&sort}, for use as {@code @BeanParam}: words, values of facets, each of which
 * may be given several times, and {@code sort} score (unless told), rate or available.
 */
public class Narrowing {
    static final int LONGEST_WORDS = 500;
    private static final int LONGEST_VALUE = 100;
    private static final int MOST_VALUES = 20;

    @QueryParam("q")
    @Nullable
    String words;

    @QueryParam("role")
    List<String> roles = List.of();

    @QueryParam("skill")
    List<String> skills = List.of();

    @QueryParam("industry")
    List<String> industries = List.of();

    @QueryParam("phase")
    List<String> phases = List.of();

    @QueryParam("workplace")
    List<String> workplaces = List.of();

    @QueryParam("sort")
    @Nullable
    String sort;

    TalentSearch search() {
        Findings findings = new Findings();
        findings.optionalText("/q", words, LONGEST_WORDS);
        Map<Facet, Set<String>> chosen = new EnumMap<>(Facet.class);
        chosen.put(Facet.ROLE, values(findings, "role", roles));
        chosen.put(Facet.SKILL, values(findings, "skill", skills));
        chosen.put(Facet.INDUSTRY, values(findings, "industry", industries));
        chosen.put(Facet.PHASE, values(findings, "phase", phases));
        chosen.put(Facet.WORKPLACE, values(findings, "workplace", workplaces));
        TalentSearch.Sort order = order(findings);
        findings.throwIfAny();
        return new TalentSearch(Text.canonicalOrNull(words), chosen, order);
    }

    private TalentSearch.Sort order(Findings findings) {
        for (TalentSearch.Sort known : TalentSearch.Sort.values()) {
            if (sort == null || known.name().toLowerCase(Locale.ROOT).equals(sort)) {
                return known;
            }
        }
        findings.add("/sort", "unknown-sort");
        return TalentSearch.Sort.SCORE;
    }

    private static Set<String> values(Findings findings, String name, List<String> values) {
        if (values.size() > MOST_VALUES) {
            findings.add("/" + name, "too-many", Map.of("max", MOST_VALUES));
        }
        for (String value : values) {
            if (value.length() > LONGEST_VALUE) {
                findings.add("/" + name, "too-long", Map.of("max", LONGEST_VALUE));
            }
        }
        return Set.copyOf(values);
    }
}
