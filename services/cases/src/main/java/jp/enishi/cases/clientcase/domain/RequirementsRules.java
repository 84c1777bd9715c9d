package jp.enishi.cases.clientcase.domain;

import java.time.LocalDate;
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
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.Money;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.kernel.Wording;
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
        var findings = new Findings();
        if (requirements.title() == null) {
            findings.add("/requirements/title/ja", "required");
        }
        text(findings, "/requirements/title", requirements.title(), TITLE_LENGTH);
        text(findings, "/requirements/background", requirements.background(), PROSE_LENGTH);
        text(findings, "/requirements/team", requirements.team(), PROSE_LENGTH);
        text(findings, "/requirements/tasks", requirements.tasks(), PROSE_LENGTH);
        code(
                findings,
                "/requirements/industry",
                requirements.industry(),
                "unknown-industry",
                vocabulary::knowsIndustry);
        workplace(findings, requirements.workplace());
        findings.within("/requirements/utilisation", requirements.utilisation(), 10, 100);
        hours(findings, requirements.hours());
        period(findings, requirements.period(), today);
        budget(findings, requirements.budget());
        findings.within("/requirements/rateTolerance", requirements.rateTolerance(), 0, 50);
        positions(findings, requirements.positions(), known);
        findings.throwIfAny();
    }

    private void text(Findings findings, String at, @Nullable Text text, int longest) {
        if (text == null) {
            return;
        }
        findings.text(at + "/ja", text.ja(), longest);
        findings.optionalText(at + "/en", text.en(), longest);
        wording.check(at + "/ja", text.ja()).forEach(findings::add);
        wording.check(at + "/en", text.en()).forEach(findings::add);
    }

    private void workplace(Findings findings, @Nullable Workplace workplace) {
        if (workplace == null) {
            return;
        }
        String at = "/requirements/workplace";
        findings.required(at + "/kind", workplace.kind());
        findings.within(at + "/onSiteDays", workplace.onSiteDays(), 0, 5);
        String prefecture = workplace.prefecture();
        if (prefecture != null && !PREFECTURE.matcher(prefecture).matches()) {
            findings.add(at + "/prefecture", "unknown-prefecture");
        }
        text(findings, at + "/place", workplace.place(), PLACE_LENGTH);
    }

    private static void hours(Findings findings, @Nullable Hours hours) {
        if (hours == null) {
            return;
        }
        Integer lower = hours.lower();
        Integer upper = hours.upper();
        findings.required("/requirements/hours/lower", lower);
        findings.required("/requirements/hours/upper", upper);
        findings.within("/requirements/hours/lower", lower, 1, 300);
        findings.within("/requirements/hours/upper", upper, 1, 300);
        if (lower != null && upper != null && upper < lower) {
            findings.add("/requirements/hours/upper", "below-lower", Map.of("lower", lower));
        }
    }

    private static void period(Findings findings, @Nullable Period period, LocalDate today) {
        if (period == null) {
            return;
        }
        findings.required("/requirements/period/start", period.start());
        findings.required("/requirements/period/months", period.months());
        findings.within("/requirements/period/months", period.months(), 1, 60);
        findings.within("/requirements/period/start", period.start(), today.minusYears(1), today.plusYears(2));
    }

    private static void budget(Findings findings, @Nullable Budget budget) {
        if (budget == null) {
            return;
        }
        Money lower = budget.lower();
        Money upper = budget.upper();
        money(findings, "/requirements/budget/lower", lower);
        money(findings, "/requirements/budget/upper", upper);
        if (lower != null && upper != null && upper.amount() < lower.amount()) {
            findings.add("/requirements/budget/upper", "below-lower", Map.of("lower", lower.amount()));
        }
    }

    private static void money(Findings findings, String at, @Nullable Money money) {
        findings.required(at, money);
        if (money == null) {
            return;
        }
        if (!"JPY".equals(money.currency())) {
            findings.add(at + "/currency", "unknown-currency", Map.of("expected", "JPY"));
        }
        findings.within(at + "/amount", money.amount(), 1, MOST_YEN_A_MONTH);
    }

    private void positions(Findings findings, List<Position> positions, Set<UUID> known) {
        findings.each(
                "/requirements/positions",
                positions,
                MOST_POSITIONS,
                "/positionId",
                Position::positionId,
                (at, position) -> {
                    UUID id = position.positionId();
                    if (id != null && !known.contains(id)) {
                        findings.add(at + "/positionId", "unknown-position");
                    }
                    findings.required(at + "/role", position.role());
                    findings.required(at + "/headCount", position.headCount());
                    code(findings, at + "/role", position.role(), "unknown-role", vocabulary::knowsRole);
                    findings.within(at + "/headCount", position.headCount(), 1, 99);
                    skills(findings, at + "/must", position.must());
                    skills(findings, at + "/nice", position.nice());
                    findings.each(
                            at + "/phases",
                            position.phases(),
                            MOST_SKILLS,
                            "",
                            phase -> phase,
                            (here, phase) -> code(findings, here, phase, "unknown-phase", vocabulary::knowsPhase));
                    languages(findings, at + "/languages", position.languages());
                });
    }

    private void skills(Findings findings, String at, List<SkillNeed> skills) {
        findings.each(at, skills, MOST_SKILLS, "/skill", SkillNeed::skill, (here, need) -> {
            findings.required(here + "/skill", need.skill());
            code(findings, here + "/skill", need.skill(), "unknown-skill", vocabulary::knowsSkill);
            findings.within(here + "/years", need.years(), 0, 50);
            findings.within(here + "/level", need.level(), 1, 7);
        });
    }

    private static void languages(Findings findings, String at, List<LanguageNeed> languages) {
        findings.each(at, languages, MOST_SKILLS, "/language", LanguageNeed::language, (here, need) -> {
            findings.required(here + "/language", need.language());
            code(findings, here + "/language", need.language(), "unknown-language", LANGUAGES::contains);
            findings.required(here + "/level", need.level());
        });
    }

    private static void code(
            Findings findings, String at, @Nullable String value, String code, Predicate<String> known) {
        if (value != null && !known.test(value)) {
            findings.add(at, code);
        }
    }
}
