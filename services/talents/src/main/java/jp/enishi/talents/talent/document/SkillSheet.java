package jp.enishi.talents.talent.document;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import jp.enishi.talents.talent.domain.Profile;
import jp.enishi.talents.talent.domain.Resume;
import jp.enishi.talents.talent.domain.Sheet;
import jp.enishi.talents.talent.domain.Talent;
import org.jspecify.annotations.Nullable;

/**
 * What a skill sheet (スキルシート) says, named or anonymised. An anonymised one is made of a {@link Sheet} alone, so that no
 * name, company or address can get into it.
 *
 * @param person null in an anonymised one
 * @param initials empty in a named one
 */
public record SkillSheet(
        @Nullable Person person,
        String initials,
        @Nullable String headline,
        String summary,
        List<Resume.RoleYears> roles,
        List<Resume.SkillYears> skills,
        List<Resume.LanguageSkill> languages,
        List<Work> engagements) {
    /** Who it is, and how to reach them where that may be seen. */
    public record Person(
            String name,
            @Nullable String kana,
            String romaji,
            @Nullable String email,
            @Nullable String phone) {}

    /**
     * One piece of work.
     *
     * @param company null in an anonymised one
     */
    public record Work(
            String title,
            @Nullable String company,
            @Nullable YearMonth from,
            @Nullable YearMonth to,
            String role,
            String industry,
            List<String> phases,
            @Nullable Integer teamSize,
            String tasks,
            List<String> skills) {}

    public static SkillSheet anonymised(Sheet sheet) {
        return new SkillSheet(
                null,
                sheet.initials(),
                sheet.headline(),
                sheet.summary(),
                sheet.roles(),
                sheet.skills(),
                sheet.languages(),
                sheet.engagements().stream()
                        .map(work -> new Work(
                                work.title(),
                                null,
                                work.from(),
                                work.to(),
                                work.role(),
                                work.industry(),
                                work.phases(),
                                work.teamSize(),
                                work.tasks(),
                                work.skills()))
                        .toList());
    }

    /**
     * With the name and the companies.
     *
     * @param reachable whose mail and phone it carries; null when they may not be seen
     */
    public static SkillSheet named(Talent talent, @Nullable Profile reachable) {
        Profile profile = talent.profile();
        Resume resume = talent.resume();
        return new SkillSheet(
                new Person(
                        profile.familyName() + " " + profile.givenName(),
                        profile.kana(),
                        profile.givenNameRomaji() + " " + profile.familyNameRomaji(),
                        reachable == null ? null : reachable.email(),
                        reachable == null ? null : reachable.phone()),
                "",
                profile.headline(),
                resume.summary(),
                resume.roles(),
                resume.skills(),
                resume.languages(),
                resume.engagements().stream()
                        .map(work -> new Work(
                                work.project(),
                                work.company(),
                                work.from(),
                                work.to(),
                                work.role(),
                                work.industry(),
                                work.phases(),
                                work.teamSize(),
                                work.tasks(),
                                work.skills()))
                        .toList());
    }

    /** The skills, the longest practised first. */
    Stream<Resume.SkillYears> strongest() {
        return skills.stream()
                .sorted((one, other) -> Double.compare(
                        other.years() == null ? 0 : other.years(), one.years() == null ? 0 : one.years()));
    }
}
