package jp.enishi.cases.clientcase.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import jp.enishi.cases.clientcase.domain.Requirements.Budget;
import jp.enishi.cases.clientcase.domain.Requirements.Hours;
import jp.enishi.cases.clientcase.domain.Requirements.LanguageNeed;
import jp.enishi.cases.clientcase.domain.Requirements.Period;
import jp.enishi.cases.clientcase.domain.Requirements.Position;
import jp.enishi.cases.clientcase.domain.Requirements.SkillNeed;
import jp.enishi.cases.clientcase.domain.Requirements.Workplace;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.Money;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * What is said must be right, even in a draft: known codes, sane bounds, permitted words, no half of a pair. Parts that
 * are not said yet are the matter of {@link Completeness}; only the title must be there from the start.
 */
public final class RequirementsRules {

    /** The longest title, in characters. */
    public static final int TITLE_LENGTH = 200;

    private static final int PLACE_LENGTH = 300;
    private static final int PROSE_LENGTH = 10_000;
    private static final int MOST_POSITIONS = 20;
    private static final int MOST_SKILLS = 50;
    private static final long MOST_YEN_A_MONTH = 100_000_000;
    private static final Pattern PREFECTURE = Pattern.compile("0[1-9]|[1-3][0-9]|4[0-7]");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final Vocabulary vocabulary;
    private final Wording wording;

    public RequirementsRules(Vocabulary vocabulary, Wording wording) {
        this.vocabulary = vocabulary;
        this.wording = wording;
    }

    /**
     * Refuses what is wrong, all of it at once.
     *
     * @param today the day in Japan by the database's clock
     * @param known the positions that the case has already; others can't be named by the caller
     * @throws ValidationFailure with pointers from the document
     */
    public void check(Requirements requirements, LocalDate today, Set<UUID> known) {
        var errors = new ArrayList<FieldError>();
        if (requirements.title() == null) {
            required(errors, "/requirements/title/ja", null);
        }
        text(errors, "/requirements/title", requirements.title(), TITLE_LENGTH);
        text(errors, "/requirements/background", requirements.background(), PROSE_LENGTH);
        text(errors, "/requirements/tasks", requirements.tasks(), PROSE_LENGTH);
        code(errors, "/requirements/industry", requirements.industry(), "unknown-industry", vocabulary::knowsIndustry);
        workplace(errors, requirements.workplace());
        range(errors, "/requirements/utilisation", requirements.utilisation(), 10, 100);
        hours(errors, requirements.hours());
        period(errors, requirements.period(), today);
        budget(errors, requirements.budget());
        positions(errors, requirements.positions(), known);
        if (!errors.isEmpty()) {
            throw new ValidationFailure(errors);
        }
    }

    private void text(List<FieldError> errors, String at, @Nullable Text text, int longest) {
        if (text == null) {
            return;
        }
        required(errors, at + "/ja", Text.isWritten(text) ? text : null);
        length(errors, at + "/ja", text.ja(), longest);
        length(errors, at + "/en", text.en(), longest);
        errors.addAll(wording.check(at, text));
    }

    private void workplace(List<FieldError> errors, @Nullable Workplace workplace) {
        if (workplace == null) {
            return;
        }
        String at = "/requirements/workplace";
        required(errors, at + "/kind", workplace.kind());
        range(errors, at + "/onSiteDays", workplace.onSiteDays(), 0, 5);
        String prefecture = workplace.prefecture();
        if (prefecture != null && !PREFECTURE.matcher(prefecture).matches()) {
            errors.add(new FieldError(at + "/prefecture", "unknown-prefecture", Map.of()));
        }
        text(errors, at + "/place", workplace.place(), PLACE_LENGTH);
    }

    private static void hours(List<FieldError> errors, @Nullable Hours hours) {
        if (hours == null) {
            return;
        }
        required(errors, "/requirements/hours/lower", hours.lower());
        required(errors, "/requirements/hours/upper", hours.upper());
        range(errors, "/requirements/hours/lower", hours.lower(), 1, 300);
        range(errors, "/requirements/hours/upper", hours.upper(), 1, 300);
        if (hours.lower() != null && hours.upper() != null && hours.upper() < hours.lower()) {
            errors.add(new FieldError("/requirements/hours/upper", "below-lower", Map.of("lower", hours.lower())));
        }
    }

    private static void period(List<FieldError> errors, @Nullable Period period, LocalDate today) {
        if (period == null) {
            return;
        }
        required(errors, "/requirements/period/start", period.start());
        required(errors, "/requirements/period/months", period.months());
        range(errors, "/requirements/period/months", period.months(), 1, 60);
        LocalDate start = period.start();
        if (start != null && (start.isBefore(today.minusYears(1)) || start.isAfter(today.plusYears(2)))) {
            errors.add(new FieldError(
                    "/requirements/period/start",
                    "out-of-range",
                    Map.of(
                            "minimum",
                            today.minusYears(1).toString(),
                            "maximum",
                            today.plusYears(2).toString())));
        }
    }

    private static void budget(List<FieldError> errors, @Nullable Budget budget) {
        if (budget == null) {
            return;
        }
        required(errors, "/requirements/budget/lower", budget.lower());
        required(errors, "/requirements/budget/upper", budget.upper());
        money(errors, "/requirements/budget/lower", budget.lower());
        money(errors, "/requirements/budget/upper", budget.upper());
        if (budget.lower() != null
                && budget.upper() != null
                && budget.upper().amount() < budget.lower().amount()) {
            errors.add(new FieldError(
                    "/requirements/budget/upper",
                    "below-lower",
                    Map.of("lower", budget.lower().amount())));
        }
    }

    private static void money(List<FieldError> errors, String at, @Nullable Money money) {
        if (money == null) {
            return;
        }
        if (!"JPY".equals(money.currency())) {
            errors.add(new FieldError(at + "/currency", "unknown-currency", Map.of("expected", "JPY")));
        }
        if (money.amount() < 1 || money.amount() > MOST_YEN_A_MONTH) {
            errors.add(
                    new FieldError(at + "/amount", "out-of-range", Map.of("minimum", 1, "maximum", MOST_YEN_A_MONTH)));
        }
    }

    private void positions(List<FieldError> errors, List<Position> positions, Set<UUID> known) {
        size(errors, "/requirements/positions", positions.size(), MOST_POSITIONS);
        var seen = new HashSet<UUID>();
        for (int i = 0; i < positions.size(); i++) {
            var position = positions.get(i);
            String at = "/requirements/positions/" + i;
            UUID id = position.positionId();
            if (id != null && !known.contains(id)) {
                errors.add(new FieldError(at + "/positionId", "unknown-position", Map.of()));
            } else if (id != null && !seen.add(id)) {
                errors.add(new FieldError(at + "/positionId", "duplicate", Map.of()));
            }
            required(errors, at + "/role", position.role());
            required(errors, at + "/headCount", position.headCount());
            code(errors, at + "/role", position.role(), "unknown-role", vocabulary::knowsRole);
            range(errors, at + "/headCount", position.headCount(), 1, 99);
            skills(errors, at + "/must", position.must());
            skills(errors, at + "/nice", position.nice());
            size(errors, at + "/phases", position.phases().size(), MOST_SKILLS);
            for (int j = 0; j < position.phases().size(); j++) {
                code(errors, at + "/phases/" + j, position.phases().get(j), "unknown-phase", vocabulary::knowsPhase);
            }
            languages(errors, at + "/languages", position.languages());
        }
    }

    private void skills(List<FieldError> errors, String at, List<SkillNeed> skills) {
        size(errors, at, skills.size(), MOST_SKILLS);
        var seen = new HashSet<String>();
        for (int i = 0; i < skills.size(); i++) {
            var need = skills.get(i);
            String here = at + "/" + i;
            required(errors, here + "/skill", need.skill());
            if (need.skill() != null && !seen.add(need.skill())) {
                errors.add(new FieldError(here + "/skill", "duplicate", Map.of()));
            }
            code(errors, here + "/skill", need.skill(), "unknown-skill", vocabulary::knowsSkill);
            range(errors, here + "/years", need.years(), 0, 50);
            range(errors, here + "/level", need.level(), 1, 7);
        }
    }

    private static void languages(List<FieldError> errors, String at, List<LanguageNeed> languages) {
        size(errors, at, languages.size(), MOST_SKILLS);
        for (int i = 0; i < languages.size(); i++) {
            var need = languages.get(i);
            required(errors, at + "/" + i + "/language", need.language());
            code(errors, at + "/" + i + "/language", need.language(), "unknown-language", LANGUAGES::contains);
            required(errors, at + "/" + i + "/level", need.level());
        }
    }

    private static void code(
            List<FieldError> errors, String at, @Nullable String value, String code, Predicate<String> known) {
        if (value != null && !known.test(value)) {
            errors.add(new FieldError(at, code, Map.of()));
        }
    }

    private static void required(List<FieldError> errors, String at, @Nullable Object value) {
        if (value == null) {
            errors.add(new FieldError(at, "required", Map.of()));
        }
    }

    private static void range(List<FieldError> errors, String at, @Nullable Integer value, int minimum, int maximum) {
        if (value != null && (value < minimum || value > maximum)) {
            errors.add(new FieldError(at, "out-of-range", Map.of("minimum", minimum, "maximum", maximum)));
        }
    }

    private static void length(List<FieldError> errors, String at, @Nullable String value, int longest) {
        if (value != null && value.length() > longest) {
            errors.add(new FieldError(at, "too-long", Map.of("maximum", longest)));
        }
    }

    private static void size(List<FieldError> errors, String at, int size, int most) {
        if (size > most) {
            errors.add(new FieldError(at, "too-many", Map.of("maximum", most)));
        }
    }
}
