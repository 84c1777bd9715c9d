package jp.enishi.cases.clientcase.domain;

import static jp.enishi.cases.clientcase.domain.Examples.RECRUITER;
import static jp.enishi.cases.clientcase.domain.Examples.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Requirements.Budget;
import jp.enishi.cases.clientcase.domain.Requirements.Hours;
import jp.enishi.cases.clientcase.domain.Requirements.Workplace;
import jp.enishi.platform.kernel.Money;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import org.junit.jupiter.api.Test;

class ClientCaseTest {
    /** 00:30 in Japan on the 24th. */
    private static final Instant NOW = Instant.parse("2026-11-23T15:30:00Z");

    private static ClientCase draft(Requirements requirements) {
        return ClientCase.open(
                new CaseId(UUID.randomUUID()), UUID.randomUUID(), UUID.randomUUID(), requirements, UUID::randomUUID);
    }

    private static ClientCase published() {
        return draft(Examples.complete()).publish(TODAY.plusDays(30), RECRUITER, NOW);
    }

    private static void refuses(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        assertThatThrownBy(step)
                .asInstanceOf(type(RuleViolation.class))
                .extracting(RuleViolation::code)
                .isEqualTo(code);
    }

    @Test
    void everyEventIsOneVersionAndPositionsKeepTheirNames() {
        ClientCase opened = draft(Examples.complete());
        UUID position = opened.positionIds().iterator().next();
        ClientCase revised = opened.revise(opened.requirements(), RECRUITER, NOW, UUID::randomUUID);
        ClientCase live = revised.publish(TODAY.plusDays(1), RECRUITER, NOW);
        ClientCase closed = live.close(ClosingReason.FILLED);

        assertThat(List.of(opened.version(), revised.version(), live.version(), closed.version()))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(closed.requirementsVersion()).isEqualTo(2);
        assertThat(closed.positionIds()).containsExactly(position);
        assertThat(closed.listing()).isNull();
        assertThat(closed.closingReason()).isEqualTo(ClosingReason.FILLED);
    }

    @Test
    void aListingHasTheSixItemsOfTheLaw() {
        Listing listing = published().listing();

        assertThat(listing.recruiterName().ja()).isEqualTo("株式会社みなと");
        assertThat(listing.recruiterAddress().ja()).isEqualTo("東京都港区芝1-2-3");
        assertThat(listing.recruiterContact()).isEqualTo("saiyo@minato.example");
        assertThat(listing.workContent().ja()).contains("課題");
        assertThat(listing.place().ja()).isEqualTo("ハイブリッド(週2日常駐) 東京都港区");
        assertThat(listing.place().en()).isEqualTo("Hybrid (2 days a week on site), Minato, Tokyo");
        assertThat(listing.fee().ja()).isEqualTo("月額 80万円〜95万円(税抜、稼働率100%、精算幅140–180h)");
        assertThat(listing.fee().en())
                .isEqualTo("JPY 800,000–950,000 a month (tax excluded, utilisation 100%, settlement range 140–180 h)");
    }

    @Test
    void anAmountThatIsNoWholeManIsWrittenOut() {
        assertThat(ListingText.fee(new Budget(Money.yen(937_000), Money.yen(937_000)), 80, new Hours(112, 144))
                        .ja())
                .isEqualTo("月額 937,000円(税抜、稼働率80%、精算幅112–144h)");
    }

    @Test
    void remoteWorkNeedsNoPlace() {
        var remote = new Workplace(WorkplaceKind.REMOTE, null, null, null);
        var listing = draft(Examples.requirements(Text.of("資料作成", null), remote, Examples.position()))
                .publish(TODAY.plusDays(5), RECRUITER, NOW)
                .listing();
        assertThat(listing.place()).isEqualTo(Text.of("在宅・リモート", "Remote"));
    }

    @Test
    void aListingWithoutOneOfTheRecruitersItemsIsRefused() {
        for (Recruiter silent : List.of(
                new Recruiter(Text.of(" ", null), RECRUITER.address(), RECRUITER.contact()),
                new Recruiter(RECRUITER.name(), Text.of(" ", null), RECRUITER.contact()),
                new Recruiter(RECRUITER.name(), RECRUITER.address(), " "))) {
            refuses("case-incomplete", () -> draft(Examples.complete()).publish(TODAY.plusDays(5), silent, NOW));
        }
    }

    @Test
    void anIncompleteCaseIsKeptButNotPublished() {
        ClientCase opened = draft(Examples.titled("未定"));
        assertThat(opened.completeness().complete()).isFalse();
        assertThatThrownBy(() -> opened.publish(TODAY.plusDays(5), RECRUITER, NOW))
                .asInstanceOf(type(RuleViolation.class))
                .satisfies(rule -> {
                    assertThat(rule.code()).isEqualTo("case-incomplete");
                    assertThat(rule.args().get("missing"))
                            .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                            .containsExactly(
                                    "/requirements/background/ja",
                                    "/requirements/tasks/ja",
                                    "/requirements/industry",
                                    "/requirements/workplace",
                                    "/requirements/utilisation",
                                    "/requirements/hours",
                                    "/requirements/period",
                                    "/requirements/budget",
                                    "/requirements/positions");
                });
    }

    @Test
    void hybridWorkNeedsItsDaysAndAPositionItsMustSkills() {
        var position = new Requirements.Position(null, "PM", 1, null, null, null, null);
        var hybrid = new Workplace(WorkplaceKind.HYBRID, null, null, null);
        assertThat(Completeness.of(Examples.requirements(Text.of("資料作成", null), hybrid, position))
                        .missing())
                .containsExactly(
                        "/requirements/workplace/place/ja",
                        "/requirements/workplace/onSiteDays",
                        "/requirements/positions/0/must");
    }

    @Test
    void aPublishedCaseNeverBecomesIncomplete() {
        refuses("case-incomplete", () -> published().revise(Examples.titled("未定"), RECRUITER, NOW, UUID::randomUUID));
    }

    @Test
    void aRevisionRenewsTheListingWithTheSameLastDay() {
        ClientCase live = published();
        ClientCase revised = live.revise(
                Examples.requirements(Text.of("ベンダーコントロール", null), Examples.workplace(), Examples.position()),
                RECRUITER,
                NOW,
                UUID::randomUUID);
        assertThat(revised.status()).isEqualTo(CaseStatus.PUBLISHED);
        assertThat(revised.listing().workContent().ja()).isEqualTo("ベンダーコントロール");
        assertThat(revised.listing().closesOn()).isEqualTo(live.listing().closesOn());
        assertThat(revised.listing().publishedAt()).isEqualTo(NOW);
    }

    @Test
    void theLastDayIsAheadAndAtMostNinetyDaysAwayInJapan() {
        ClientCase opened = draft(Examples.complete());
        for (var day : List.of(TODAY.minusDays(1), TODAY, TODAY.plusDays(91))) {
            assertThatThrownBy(() -> opened.publish(day, RECRUITER, NOW)).isInstanceOf(ValidationFailure.class);
        }
        assertThat(opened.publish(TODAY.plusDays(1), RECRUITER, NOW).listing()).isNotNull();
        assertThat(opened.publish(TODAY.plusDays(90), RECRUITER, NOW).listing()).isNotNull();
    }

    @Test
    void aCaseWhoseStartIsOverIsNotPublished() {
        refuses(
                "case-start-past",
                () -> draft(starting(TODAY.minusDays(1))).publish(TODAY.plusDays(5), RECRUITER, NOW));
        assertThat(draft(starting(TODAY))
                        .publish(TODAY.plusDays(5), RECRUITER, NOW)
                        .listing())
                .as("the last day may be after the start")
                .isNotNull();
    }

    @Test
    void aPublishedCaseIsNotMovedToAStartThatIsOverButMayGoOnPastItsOwn() {
        ClientCase live = draft(starting(TODAY)).publish(TODAY.plusDays(30), RECRUITER, NOW);
        Instant later = NOW.plus(Duration.ofDays(3));
        refuses("case-start-past", () -> live.revise(starting(TODAY.plusDays(2)), RECRUITER, later, UUID::randomUUID));
        assertThat(live.revise(starting(TODAY), RECRUITER, later, UUID::randomUUID)
                        .listing())
                .isNotNull();
        assertThat(draft(starting(TODAY))
                        .revise(starting(TODAY.minusDays(1)), RECRUITER, NOW, UUID::randomUUID)
                        .status())
                .isEqualTo(CaseStatus.DRAFT);
    }

    private static Requirements starting(LocalDate day) {
        var r = Examples.complete();
        return new Requirements(
                r.title(),
                r.background(),
                r.tasks(),
                r.industry(),
                r.workplace(),
                r.utilisation(),
                r.hours(),
                new Requirements.Period(day, 6, true),
                r.budget(),
                r.positions());
    }

    @Test
    void noStepGoesBackOrAside() {
        ClientCase opened = draft(Examples.complete());
        ClientCase live = published();
        ClientCase closed = live.close(ClosingReason.CANCELLED);
        assertThat(opened.close(ClosingReason.FILLED).status()).isEqualTo(CaseStatus.CLOSED);
        refuses("case-not-published", () -> opened.renewListing(RECRUITER));
        refuses("case-not-draft", () -> live.publish(TODAY.plusDays(5), RECRUITER, NOW));
        refuses("case-not-draft", () -> closed.publish(TODAY.plusDays(5), RECRUITER, NOW));
        refuses("case-not-open", () -> closed.close(ClosingReason.FILLED));
        refuses("case-not-open", () -> closed.revise(Examples.complete(), RECRUITER, NOW, UUID::randomUUID));
    }
}
