package jp.enishi.web.service;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A résumé with names and companies, and how to reach the person once the two have agreed. */
public record NamedResume(
        String talentId,
        long version,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String familyNameRomaji,
        @Nullable String givenNameRomaji,
        @Nullable String familyNameKana,
        @Nullable String givenNameKana,
        @Nullable String headline,
        @Nullable Resume resume,
        @Nullable Contact contact) {
    /** How the name is read; empty when that isn't known. */
    public String kana() {
        return NamedTalent.reading(familyNameKana, givenNameKana);
    }

    /** The name in Latin letters, the given name first; empty when it isn't known. */
    public String latin() {
        return NamedTalent.reading(givenNameRomaji, familyNameRomaji);
    }

    /** How to reach the person. */
    public record Contact(@Nullable String email, @Nullable String phone) {}

    /** The résumé; its projects carry the names of companies. */
    public record Resume(
            @Nullable String summary,
            List<RoleYears> roles,
            List<Skill> skills,
            List<LanguageSkill> languages,
            List<Work> engagements) {
        public Resume {
            engagements = engagements == null ? List.of() : engagements;
        }
    }

    /** A project, with the company that it was for. */
    public record Work(
            @Nullable String company,
            @Nullable @JsonAlias("title") String project,
            @Nullable String from,
            @Nullable String to,
            @Nullable String role,
            @Nullable String industry,
            List<String> phases,
            @Nullable Integer teamSize,
            @Nullable String tasks,
            List<String> skills) {}

    /** The same as the pages show every résumé, the companies in the titles of the projects. */
    public Sheet sheet() {
        Resume said = resume == null ? new Resume(null, List.of(), List.of(), List.of(), List.of()) : resume;
        return new Sheet(
                null,
                headline,
                said.summary(),
                said.roles(),
                said.skills(),
                said.languages(),
                said.engagements().stream()
                        .map(work -> new Sheet.Engagement(
                                titled(work),
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

    private static @Nullable String titled(Work work) {
        String company = work.company();
        return company == null || company.isBlank() ? work.project() : work.project() + " / " + company;
    }
}
