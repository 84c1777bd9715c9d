package jp.enishi.talents.talent.domain;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;

/**
 * A professional: profile, résumé, availability and wishes under one version. A value; each change makes the next
 * version, and no version holds a statement that broke a rule.
 */
public record Talent(
        TalentId id,
        @Nullable UUID userId,
        long version,
        Status status,
        Profile profile,
        Resume resume,
        @Nullable Availability availability,
        @Nullable Wishes wishes) {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    /** A new talent at version 1; pointers of errors start at {@code /profile}. */
    public static Talent register(TalentId id, @Nullable UUID userId, Profile profile) {
        valid(findings -> profile.check("/profile", findings));
        return new Talent(id, userId, 1, Status.ACTIVE, profile, Resume.EMPTY, null, null);
    }

    public Talent revise(Profile revised) {
        valid(findings -> revised.check("", findings));
        return new Talent(id, userId, version + 1, status, revised, resume, availability, wishes);
    }

    public Talent revise(Resume revised, Taxonomy taxonomy, Clock clock) {
        valid(findings ->
                revised.check(YearMonth.now(clock.withZone(TOKYO)), new Vocabulary(taxonomy, findings), findings));
        return new Talent(id, userId, version + 1, status, profile, revised, availability, wishes);
    }

    public Talent revise(Availability revised, Clock clock) {
        valid(findings -> revised.check(LocalDate.now(clock.withZone(TOKYO)), findings));
        return new Talent(id, userId, version + 1, status, profile, resume, revised, wishes);
    }

    public Talent revise(Wishes revised, Taxonomy taxonomy) {
        valid(findings -> revised.check(new Vocabulary(taxonomy, findings), findings));
        return new Talent(id, userId, version + 1, status, profile, resume, availability, revised);
    }

    /** The next version when engagements, as they were and as they are now, move the availability; else this one. */
    public Talent following(List<Occupation> before, List<Occupation> after) {
        if (availability == null) {
            return this;
        }
        var followed = availability.following(before, after);
        return followed.equals(availability)
                ? this
                : new Talent(id, userId, version + 1, status, profile, resume, followed, wishes);
    }

    public Completeness completeness() {
        var missing = new ArrayList<String>();
        if (resume.summary().isEmpty()) {
            missing.add("/resume/summary");
        }
        if (resume.roles().isEmpty()) {
            missing.add("/resume/roles");
        }
        if (resume.skills().isEmpty()) {
            missing.add("/resume/skills");
        }
        if (resume.engagements().isEmpty()) {
            missing.add("/resume/engagements");
        }
        if (availability == null) {
            missing.add("/availability");
        }
        if (wishes == null) {
            missing.add("/wishes");
        }
        return Completeness.missing(missing);
    }

    /** True when the two differ in nothing but the version. */
    public boolean statesTheSameAs(Talent other) {
        return new Talent(id, userId, other.version, status, profile, resume, availability, wishes).equals(other);
    }

    public Sheet sheet() {
        return Anonymiser.sheet(profile, resume);
    }

    private static void valid(Consumer<Findings> check) {
        var findings = new Findings();
        check.accept(findings);
        findings.throwIfAny();
    }
}
