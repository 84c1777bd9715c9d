package jp.enishi.talents.talent.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import jp.enishi.platform.kernel.Money;

/** Statements that break no rule, to be spoilt one by one. */
final class Sample {
    /** The last evening of October in Tokyo is still October there, and in UTC too. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-20T03:00:00Z"), ZoneOffset.UTC);

    private Sample() {}

    static Profile profile() {
        return new Profile(
                "佐藤", "太郎", "Sato", "Taro", null, null, "taro.sato@example.jp", "090-1234-5678", "大規模案件のPMO", "ja");
    }

    static Talent talent() {
        return Talent.register(TalentId.next(), null, profile());
    }

    static Resume resume() {
        return new Resume(
                "金融のPMOを十年。",
                List.of(new Resume.RoleYears("PMO", 10.0)),
                List.of(new Resume.SkillYears("progress-management", 10.0, 5, YearMonth.of(2026, 10))),
                List.of(new Resume.LanguageSkill("ja", "NATIVE")),
                List.of(engagement("株式会社みどり銀行", "勘定系更改", "進捗管理と課題管理")));
    }

    static Resume.Engagement engagement(String company, String project, String tasks) {
        return new Resume.Engagement(
                company,
                project,
                YearMonth.of(2020, 4),
                YearMonth.of(2024, 3),
                "PMO",
                "BANKING",
                List.of("REQUIREMENTS"),
                12,
                tasks,
                List.of("issue-management"));
    }

    static Availability availability() {
        return new Availability(LocalDate.of(2026, 11, 1), new Availability.Utilisation(50, 100));
    }

    static Wishes wishes() {
        return new Wishes(
                new Wishes.Rate(Money.yen(800_000), Money.yen(950_000)),
                List.of("HYBRID", "REMOTE"),
                2,
                List.of("13"),
                List.of("PMO"),
                List.of("BANKING"));
    }
}
