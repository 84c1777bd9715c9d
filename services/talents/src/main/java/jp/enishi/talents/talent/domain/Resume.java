package jp.enishi.talents.talent.domain;

import java.time.YearMonth;
import java.util.List;
import java.util.regex.Pattern;
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
        summary = Findings.clean(summary);
        roles = Findings.list(roles);
        skills = Findings.list(skills);
        languages = Findings.list(languages);
        engagements = Findings.list(engagements);
    }

    /** How long a role was held. */
    public record RoleYears(String role, @Nullable Double years) {
        public RoleYears {
            role = Findings.clean(role);
        }
    }

    public record SkillYears(
            String skill,
            @Nullable Double years,
            @Nullable Integer level,
            @Nullable YearMonth lastUsed) {
        public SkillYears {
            skill = Findings.clean(skill);
        }
    }

    public record LanguageSkill(String language, String level) {
        public LanguageSkill {
            language = Findings.clean(language);
            level = Findings.clean(level);
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
            company = Findings.clean(company);
            project = Findings.clean(project);
            role = Findings.clean(role);
            industry = Findings.clean(industry);
            phases = Findings.list(phases);
            tasks = Findings.clean(tasks);
            skills = Findings.list(skills);
        }
    }

    void check(YearMonth current, Vocabulary vocabulary, Findings findings) {
        findings.optionalText("/summary", summary, 4_000);
        findings.list("/roles", roles, 20, RoleYears::role);
        for (int i = 0; i < roles.size(); i++) {
            vocabulary.role("/roles/" + i + "/role", roles.get(i).role());
            findings.within("/roles/" + i + "/years", roles.get(i).years(), 0, MOST_YEARS);
        }
        findings.list("/skills", skills, 200, SkillYears::skill);
        for (int i = 0; i < skills.size(); i++) {
            var skill = skills.get(i);
            vocabulary.skill("/skills/" + i + "/skill", skill.skill());
            findings.within("/skills/" + i + "/years", skill.years(), 0, MOST_YEARS);
            if (skill.level() != null) {
                findings.within("/skills/" + i + "/level", skill.level(), 1, 7);
            }
            if (skill.lastUsed() != null) {
                month("/skills/" + i + "/lastUsed", skill.lastUsed(), current, findings);
            }
        }
        findings.list("/languages", languages, 20, LanguageSkill::language);
        for (int i = 0; i < languages.size(); i++) {
            var language = languages.get(i);
            if (language.language().isEmpty()) {
                findings.add("/languages/" + i + "/language", "required");
            } else if (!LANGUAGE.matcher(language.language()).matches()) {
                findings.add("/languages/" + i + "/language", "unknown-code");
            }
            vocabulary.languageLevel("/languages/" + i + "/level", language.level());
        }
        findings.list("/engagements", engagements, 100, engagement -> engagement);
        for (int i = 0; i < engagements.size(); i++) {
            check("/engagements/" + i, engagements.get(i), current, vocabulary, findings);
        }
    }

    private static void check(
            String at, Engagement engagement, YearMonth current, Vocabulary vocabulary, Findings findings) {
        findings.text(at + "/company", engagement.company(), 200);
        findings.text(at + "/project", engagement.project(), 200);
        var from = engagement.from();
        var to = engagement.to();
        if (from == null) {
            findings.add(at + "/from", "required");
        } else {
            month(at + "/from", from, current, findings);
        }
        if (to != null) {
            month(at + "/to", to, current, findings);
            if (from != null && to.isBefore(from)) {
                findings.add(at + "/to", "period-reversed");
            }
        }
        vocabulary.role(at + "/role", engagement.role());
        vocabulary.industry(at + "/industry", engagement.industry());
        findings.list(at + "/phases", engagement.phases(), 20, phase -> phase);
        for (int i = 0; i < engagement.phases().size(); i++) {
            vocabulary.phase(at + "/phases/" + i, engagement.phases().get(i));
        }
        if (engagement.teamSize() != null) {
            findings.within(at + "/teamSize", engagement.teamSize(), 1, 10_000);
        }
        findings.optionalText(at + "/tasks", engagement.tasks(), 4_000);
        findings.list(at + "/skills", engagement.skills(), 100, skill -> skill);
        for (int i = 0; i < engagement.skills().size(); i++) {
            vocabulary.skill(at + "/skills/" + i, engagement.skills().get(i));
        }
    }

    private static void month(String pointer, YearMonth month, YearMonth current, Findings findings) {
        if (month.isAfter(current)) {
            findings.add(pointer, "in-future");
        } else if (month.isBefore(EARLIEST)) {
            findings.add(pointer, "too-early");
        }
    }
}
