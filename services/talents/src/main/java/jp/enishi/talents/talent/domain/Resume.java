package jp.enishi.talents.talent.domain;

import java.time.YearMonth;
import java.util.List;
import java.util.regex.Pattern;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.Text;
import org.jspecify.annotations.Nullable;

/** What the person has done and can do (職務経歴). Years are whole or part years, levels those of ITSS, 1 to 7. */
public record Resume(
        String summary,
        List<RoleYears> roles,
        List<SkillYears> skills,
        List<LanguageSkill> languages,
        List<Engagement> engagements) {
    public static final Resume EMPTY = new Resume("", List.of(), List.of(), List.of(), List.of());

    private static final YearMonth EARLIEST = YearMonth.of(1950, 1);
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final int MOST_YEARS = 50;

    public Resume {
        summary = Text.canonicalOrEmpty(summary);
        roles = listOrEmpty(roles);
        skills = listOrEmpty(skills);
        languages = listOrEmpty(languages);
        engagements = listOrEmpty(engagements);
    }

    /** How long a role was held. */
    public record RoleYears(String role, @Nullable Double years) {
        public RoleYears {
            role = Text.canonicalOrEmpty(role);
        }
    }

    public record SkillYears(
            String skill,
            @Nullable Double years,
            @Nullable Integer level,
            @Nullable YearMonth lastUsed) {
        public SkillYears {
            skill = Text.canonicalOrEmpty(skill);
        }
    }

    public record LanguageSkill(String language, String level) {
        public LanguageSkill {
            language = Text.canonicalOrEmpty(language);
            level = Text.canonicalOrEmpty(level);
        }
    }

    /** One piece of work; without {@code to} it still runs. */
    public record Engagement(
            String company,
            String project,
            @Nullable YearMonth from,
            @Nullable YearMonth to,
            String role,
            String industry,
            List<String> phases,
            @Nullable Integer teamSize,
            String tasks,
            List<String> skills) {
        public Engagement {
            company = Text.canonicalOrEmpty(company);
            project = Text.canonicalOrEmpty(project);
            role = Text.canonicalOrEmpty(role);
            industry = Text.canonicalOrEmpty(industry);
            phases = listOrEmpty(phases);
            tasks = Text.canonicalOrEmpty(tasks);
            skills = listOrEmpty(skills);
        }
    }

    void check(YearMonth current, Vocabulary vocabulary, Findings findings) {
        findings.optionalText("/summary", summary, 4_000);
        findings.each("/roles", roles, 20, "", RoleYears::role, (at, role) -> {
            vocabulary.role(at + "/role", role.role());
            years(at + "/years", role.years(), findings);
        });
        findings.each("/skills", skills, 200, "", SkillYears::skill, (at, skill) -> {
            vocabulary.skill(at + "/skill", skill.skill());
            years(at + "/years", skill.years(), findings);
            findings.within(at + "/level", skill.level(), 1, 7);
            month(at + "/lastUsed", skill.lastUsed(), current, findings);
        });
        findings.each("/languages", languages, 20, "", LanguageSkill::language, (at, language) -> {
            if (language.language().isEmpty()) {
                findings.add(at + "/language", "required");
            } else if (!LANGUAGE.matcher(language.language()).matches()) {
                findings.add(at + "/language", "unknown-code");
            }
            vocabulary.languageLevel(at + "/level", language.level());
        });
        findings.each(
                "/engagements",
                engagements,
                100,
                "",
                engagement -> engagement,
                (at, engagement) -> check(at, engagement, current, vocabulary, findings));
    }

    private static void check(
            String at, Engagement engagement, YearMonth current, Vocabulary vocabulary, Findings findings) {
        findings.text(at + "/company", engagement.company(), 200);
        findings.text(at + "/project", engagement.project(), 200);
        var from = engagement.from();
        var to = engagement.to();
        findings.required(at + "/from", from);
        month(at + "/from", from, current, findings);
        month(at + "/to", to, current, findings);
        if (from != null && to != null && to.isBefore(from)) {
            findings.add(at + "/to", "period-reversed");
        }
        vocabulary.role(at + "/role", engagement.role());
        vocabulary.industry(at + "/industry", engagement.industry());
        findings.each(at + "/phases", engagement.phases(), 20, "", phase -> phase, vocabulary::phase);
        findings.within(at + "/teamSize", engagement.teamSize(), 1, 10_000);
        findings.optionalText(at + "/tasks", engagement.tasks(), 4_000);
        findings.each(at + "/skills", engagement.skills(), 100, "", skill -> skill, vocabulary::skill);
    }

    static <T> List<T> listOrEmpty(@Nullable List<T> items) {
        return items == null ? List.of() : List.copyOf(items);
    }

    private static void years(String pointer, @Nullable Double years, Findings findings) {
        findings.required(pointer, years);
        findings.within(pointer, years, 0, MOST_YEARS);
    }

    private static void month(String pointer, @Nullable YearMonth month, YearMonth current, Findings findings) {
        if (month == null) {
            return;
        }
        if (month.isAfter(current)) {
            findings.add(pointer, "in-future");
        } else if (month.isBefore(EARLIEST)) {
            findings.add(pointer, "too-early");
        }
    }
}
