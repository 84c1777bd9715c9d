package jp.enishi.matching.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Workplace;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for. Any of the roles, workplaces, prefectures and industries will do; all skills are wanted. For talent
 * {@code rate} is the least that a month must bring and {@code start} the day from which they are free; for clients the
 * most that a month may cost and the day by which somebody must be free. {@code text} is read for skills of the taxonomy.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Criteria(
        @Nullable @Size(max = 20) Set<@Pattern(regexp = "[A-Z_]{1,40}") String> roles,
        @Nullable @Size(max = 20) Set<@Pattern(regexp = "\\S{1,100}") String> skills,
        @Nullable @Min(1) @Max(100_000_000) Long rate,
        @Nullable Set<Workplace.Kind> workplaces,
        @Nullable @Size(max = 47) Set<@Pattern(regexp = "0[1-9]|[1-3][0-9]|4[0-7]") String> prefectures,
        @Nullable LocalDate start,
        @Nullable @Size(max = 20) Set<@Pattern(regexp = "[A-Z_]{1,40}") String> industries,
        @Nullable @Size(max = 200) String text) {

    /** Nothing is asked for: everything would be found. */
    @JsonIgnore
    public boolean isEmpty() {
        return given(roles).isEmpty()
                && given(skills).isEmpty()
                && given(workplaces).isEmpty()
                && given(prefectures).isEmpty()
                && given(industries).isEmpty()
                && rate == null
                && start == null
                && (text == null || text.isBlank());
    }

    /** The same with the skills that the text names among the skills, and without the text. */
    Criteria read(Vocabulary vocabulary) {
        Set<String> all = new TreeSet<>(given(skills));
        vocabulary.mentions(Objects.requireNonNullElse(text, "")).forEach(mention -> all.add(mention.concept()));
        return new Criteria(roles, all, rate, workplaces, prefectures, start, industries, null);
    }

    /** What of it the thing that was found does not keep; empty when it fits. Call it on what was {@link #read}. */
    Set<Criterion> missing(Side side, Facts facts) {
        Set<Criterion> missing = EnumSet.noneOf(Criterion.class);
        check(missing, Criterion.OPEN, facts.open());
        check(missing, Criterion.ROLE, any(given(roles), facts.roles()));
        check(missing, Criterion.SKILLS, facts.skills().containsAll(given(skills)));
        Long asked = rate;
        check(
                missing,
                Criterion.RATE,
                asked == null || (side == Side.TALENT ? asked <= facts.rate() : asked >= facts.rate()));
        check(missing, Criterion.WORKPLACE, any(given(workplaces), facts.workplaces()));
        check(
                missing,
                Criterion.PREFECTURE,
                facts.prefectures().isEmpty() || any(given(prefectures), facts.prefectures()));
        LocalDate day = start;
        LocalDate begins = facts.start();
        check(
                missing,
                Criterion.START,
                day == null || begins == null || (side == Side.TALENT ? !begins.isBefore(day) : !begins.isAfter(day)));
        check(missing, Criterion.INDUSTRY, any(given(industries), facts.industries()));
        return missing;
    }

    static <T> Set<T> given(@Nullable Set<T> values) {
        return values == null ? Set.of() : values;
    }

    private static <T> boolean any(Set<T> asked, Set<T> there) {
        return asked.isEmpty() || asked.stream().anyMatch(there::contains);
    }

    private static void check(Set<Criterion> missing, Criterion criterion, boolean kept) {
        if (!kept) {
            missing.add(criterion);
        }
    }
}
