package jp.enishi.talents.talent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.Money;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TalentTest {
    private final Taxonomy taxonomy = Taxonomy.load();

    @Test
    void a_new_talent_has_version_one_and_says_what_is_missing() {
        var user = UUID.randomUUID();
        var talent = Talent.register(TalentId.next(), user, Sample.profile());
        assertThat(talent.version()).isEqualTo(1);
        assertThat(talent.userId()).isEqualTo(user);
        assertThat(talent.completeness().complete()).isFalse();
        assertThat(talent.completeness().missing())
                .containsExactly(
                        "/resume/summary",
                        "/resume/roles",
                        "/resume/skills",
                        "/resume/engagements",
                        "/availability",
                        "/wishes");
    }

    @Test
    void each_change_makes_the_next_version_until_nothing_is_missing() {
        var talent = Sample.talent()
                .revise(Sample.resume(), taxonomy, Sample.CLOCK)
                .revise(Sample.availability(), Sample.CLOCK)
                .revise(Sample.wishes(), taxonomy);
        assertThat(talent.version()).isEqualTo(4);
        assertThat(talent.completeness()).isEqualTo(new Completeness(true, List.of()));
        assertThat(talent.revise(Sample.profile()).statesTheSameAs(talent)).isTrue();
        assertThat(talent.revise(Resume.EMPTY, taxonomy, Sample.CLOCK).statesTheSameAs(talent))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "familyName, '', required",
        "familyName, '　', required",
        "givenName, '', required",
        "familyNameRomaji, 佐藤, romaji-invalid",
        "givenNameRomaji, '', required",
        "givenNameRomaji, T4ro, romaji-invalid",
        "email, taro, email-invalid",
        "email, taro@localhost, email-invalid",
        "email, a..b@example.jp, email-invalid",
        "email, 'a b@example.jp', email-invalid",
        "phone, 12345, phone-invalid",
        "phone, 090-1234-567x, phone-invalid",
        "language, fr, unknown-code",
        "language, '', required"
    })
    void a_profile_with_a_wrong_field_is_refused_at_that_field(String field, String value, String code) {
        assertThat(errors(() -> Talent.register(TalentId.next(), null, spoilt(field, value))))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/profile/" + field, code));
    }

    @ParameterizedTest
    @CsvSource({
        "phone, +81 90-1234-5678",
        "phone, 0312345678",
        "email, taro+it@mail.example.co.jp",
        "givenNameRomaji, Jun'ichi"
    })
    void usual_spellings_are_accepted(String field, String value) {
        assertThat(Talent.register(TalentId.next(), null, spoilt(field, value)).version())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "サトウ, サトウ",
        "ｻﾄｳ, サトウ",
        "さとう, サトウ",
        "ﾌﾞﾗｳﾝ, ブラウン",
        "ヴァン　デル, ヴァン デル",
        "' ', ",
    })
    void furigana_is_full_width_katakana_however_it_was_typed(String typed, String kept) {
        var profile = spoilt("familyNameKana", typed);
        assertThat(profile.familyNameKana()).isEqualTo(kept);
        assertThat(Talent.register(TalentId.next(), null, profile).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"佐藤", "Sato", "サトウ1", "サトウ!"})
    void furigana_is_nothing_but_kana(String typed) {
        assertThat(codes(() -> Sample.talent().revise(spoilt("givenNameKana", typed))))
                .containsExactly("/givenNameKana kana-invalid");
    }

    @Test
    void all_errors_are_told_at_once() {
        var profile = new Profile(null, null, null, null, null, null, null, null, "x".repeat(201), null);
        assertThat(errors(() -> Sample.talent().revise(profile)))
                .extracting(FieldError::pointer)
                .containsExactly(
                        "/familyName",
                        "/givenName",
                        "/familyNameRomaji",
                        "/givenNameRomaji",
                        "/email",
                        "/headline",
                        "/language");
    }

    @Test
    void an_unknown_skill_is_refused_with_suggestions() {
        var resume =
                new Resume("", List.of(), List.of(new Resume.SkillYears("ベンダー管理", 3.0, 3, null)), List.of(), List.of());
        var error = resumeErrors(resume).getFirst();
        assertThat(error.pointer()).isEqualTo("/skills/0/skill");
        assertThat(error.code()).isEqualTo("unknown-skill");
        assertThat(error.args().get("suggestions")).isEqualTo(List.of("vendor-control"));
    }

    @ParameterizedTest
    @CsvSource({"-1, 3, years", "51, 3, years", "NaN, 3, years", "3, 0, level", "3, 8, level"})
    void years_are_0_to_50_and_levels_1_to_7(double years, int level, String field) {
        var resume = new Resume(
                "", List.of(), List.of(new Resume.SkillYears("java", years, level, null)), List.of(), List.of());
        assertThat(resumeErrors(resume))
                .containsExactly(new FieldError(
                        "/skills/0/" + field,
                        "out-of-range",
                        field.equals("years")
                                ? java.util.Map.of("min", 0L, "max", 50L)
                                : java.util.Map.of("min", 1L, "max", 7L)));
    }

    @Test
    void the_edges_of_years_and_levels_are_allowed() {
        var resume = new Resume(
                "",
                List.of(),
                List.of(new Resume.SkillYears("java", 0.0, 1, null), new Resume.SkillYears("c", 50.0, 7, null)),
                List.of(),
                List.of());
        assertThat(Sample.talent().revise(resume, taxonomy, Sample.CLOCK).resume())
                .isEqualTo(resume);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11, , from, in-future",
        "2026-10, 2026-09, to, period-reversed",
        "2020-01, 2026-11, to, in-future",
        "1949-12, , from, too-early",
        ", , from, required"
    })
    void engagements_run_forward_and_not_into_the_future(YearMonth from, YearMonth to, String field, String code) {
        var engagement = new Resume.Engagement("A社", "P", from, to, "PM", "IT", List.of(), null, "", List.of());
        assertThat(resumeErrors(new Resume("", List.of(), List.of(), List.of(), List.of(engagement))))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/engagements/0/" + field, code));
    }

    @Test
    void the_current_month_is_that_of_Tokyo() {
        var newYearInTokyo = Clock.fixed(Instant.parse("2026-12-31T15:00:00Z"), ZoneOffset.UTC);
        var engagement = new Resume.Engagement(
                "A社", "P", YearMonth.of(2027, 1), null, "PM", "IT", List.of(), null, "", List.of());
        var resume = new Resume("", List.of(), List.of(), List.of(), List.of(engagement));
        assertThat(Sample.talent().revise(resume, taxonomy, newYearInTokyo).resume())
                .isEqualTo(resume);
        assertThat(errors(() -> Sample.talent()
                        .revise(resume, taxonomy, Clock.offset(newYearInTokyo, java.time.Duration.ofSeconds(-1)))))
                .hasSize(1);
    }

    @Test
    void codes_texts_and_lists_of_a_resume_are_bounded() {
        var engagement = new Resume.Engagement(
                "",
                "x".repeat(201),
                YearMonth.of(2020, 1),
                null,
                "KING",
                "SPACE",
                List.of("NAP"),
                0,
                "y".repeat(4_001),
                List.of("java", "java", "nothing"));
        var resume = new Resume(
                "bell\u0007",
                List.of(new Resume.RoleYears("PM", null), new Resume.RoleYears("PM", 1.0)),
                Collections.nCopies(201, new Resume.SkillYears("java", 1.0, null, null)),
                List.of(new Resume.LanguageSkill("日本語", "FLUENT")),
                List.of(engagement));
        assertThat(resumeErrors(resume).stream().map(error -> error.pointer() + " " + error.code()))
                .contains(
                        "/summary control-character",
                        "/roles/0/years required",
                        "/roles/1 duplicate",
                        "/skills too-many",
                        "/languages/0/language unknown-code",
                        "/languages/0/level unknown-code",
                        "/engagements/0/company required",
                        "/engagements/0/project too-long",
                        "/engagements/0/role unknown-code",
                        "/engagements/0/industry unknown-code",
                        "/engagements/0/phases/0 unknown-code",
                        "/engagements/0/teamSize out-of-range",
                        "/engagements/0/tasks too-long",
                        "/engagements/0/skills/1 duplicate",
                        "/engagements/0/skills/2 unknown-skill");
    }

    @Test
    void utilisation_is_a_range_between_10_and_100() {
        assertThat(availabilityErrors(2026, 60, 50)).containsExactly("/utilisation/maximum utilisation-reversed");
        assertThat(availabilityErrors(2026, 9, 101))
                .containsExactly("/utilisation/minimum out-of-range", "/utilisation/maximum out-of-range");
        assertThat(availabilityErrors(2032, 50, 50)).containsExactly("/from too-late");
        assertThat(codes(() -> Sample.talent().revise(new Availability(null, null), Sample.CLOCK)))
                .containsExactly("/from required", "/utilisation required");
        assertThat(Sample.talent()
                        .revise(
                                new Availability(LocalDate.of(2025, 1, 1), new Availability.Utilisation(10, 10)),
                                Sample.CLOCK)
                        .version())
                .isEqualTo(2);
    }

    @Test
    void the_wished_rate_is_not_below_the_minimum() {
        assertThat(wishesErrors(Money.yen(900_000), Money.yen(899_999)))
                .containsExactly("/rate/wish wish-below-minimum");
        assertThat(wishesErrors(Money.yen(1), new Money(1, "USD")))
                .containsExactly("/rate/wish/currency unsupported-currency");
        assertThat(wishesErrors(null, Money.yen(1))).containsExactly("/rate/minimum required");
        assertThat(wishesErrors(Money.yen(1), Money.yen(100_000_001)))
                .containsExactly("/rate/wish/amount out-of-range");
    }

    @Test
    void codes_of_wishes_are_known() {
        var wishes = new Wishes(
                Sample.wishes().rate(),
                List.of("OFFICE"),
                6,
                List.of("48", "13", "13"),
                List.of("KING"),
                List.of("SPACE"));
        assertThat(codes(() -> Sample.talent().revise(wishes, taxonomy)))
                .containsExactlyInAnyOrder(
                        "/maximumOnSiteDays out-of-range",
                        "/prefectures/2 duplicate",
                        "/workplaces/0 unknown-code",
                        "/prefectures/0 unknown-code",
                        "/roles/0 unknown-code",
                        "/industries/0 unknown-code");
        assertThat(codes(() -> Sample.talent().revise(new Wishes(null, null, null, null, null, null), taxonomy)))
                .containsExactly("/rate required", "/maximumOnSiteDays required", "/workplaces required");
    }

    private static Profile spoilt(String field, String value) {
        var p = Sample.profile();
        return new Profile(
                field.equals("familyName") ? value : p.familyName(),
                field.equals("givenName") ? value : p.givenName(),
                field.equals("familyNameRomaji") ? value : p.familyNameRomaji(),
                field.equals("givenNameRomaji") ? value : p.givenNameRomaji(),
                field.equals("familyNameKana") ? value : p.familyNameKana(),
                field.equals("givenNameKana") ? value : p.givenNameKana(),
                field.equals("email") ? value : p.email(),
                field.equals("phone") ? value : p.phone(),
                p.headline(),
                field.equals("language") ? value : p.language());
    }

    private List<FieldError> resumeErrors(Resume resume) {
        return errors(() -> Sample.talent().revise(resume, taxonomy, Sample.CLOCK));
    }

    private List<String> wishesErrors(Money minimum, Money wish) {
        var wishes = new Wishes(new Wishes.Rate(minimum, wish), List.of("REMOTE"), 0, List.of(), List.of(), List.of());
        return codes(() -> Sample.talent().revise(wishes, taxonomy));
    }

    private static List<String> availabilityErrors(int year, int minimum, int maximum) {
        var availability = new Availability(LocalDate.of(year, 10, 1), new Availability.Utilisation(minimum, maximum));
        return codes(() -> Sample.talent().revise(availability, Sample.CLOCK));
    }

    private static List<String> codes(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return errors(work).stream()
                .map(error -> error.pointer() + " " + error.code())
                .toList();
    }

    private static List<FieldError> errors(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        var failure = catchThrowableOfType(ValidationFailure.class, work);
        assertThat(failure).as("refused").isNotNull();
        return failure.errors();
    }
}
