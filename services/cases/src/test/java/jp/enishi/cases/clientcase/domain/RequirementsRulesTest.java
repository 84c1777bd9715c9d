package jp.enishi.cases.clientcase.domain;

import static jp.enishi.cases.clientcase.domain.Examples.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Requirements.Budget;
import jp.enishi.cases.clientcase.domain.Requirements.Hours;
import jp.enishi.cases.clientcase.domain.Requirements.LanguageNeed;
import jp.enishi.cases.clientcase.domain.Requirements.Period;
import jp.enishi.cases.clientcase.domain.Requirements.Position;
import jp.enishi.cases.clientcase.domain.Requirements.SkillNeed;
import jp.enishi.cases.clientcase.domain.Requirements.Workplace;
import jp.enishi.platform.kernel.Money;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.kernel.Wording;
import org.junit.jupiter.api.Test;

class RequirementsRulesTest {
    private final RequirementsRules rules = new RequirementsRules(Examples.VOCABULARY, Wording.shipped());

    private List<String> errors(Requirements requirements) {
        var failure = catchThrowableOfType(ValidationFailure.class, () -> rules.check(requirements, TODAY, Set.of()));
        return failure == null
                ? List.of()
                : failure.errors().stream()
                        .map(error -> error.pointer().replaceFirst("^/requirements", "") + " " + error.code())
                        .toList();
    }

    @Test
    void aCompleteCaseAndABareTitleAreFine() {
        assertThat(errors(Examples.complete())).isEmpty();
        assertThat(errors(Examples.titled("EC"))).isEmpty();
    }

    @Test
    void aCaseHasATitleInJapanese() {
        assertThat(errors(new Requirements(null, null, null, null, null, null, null, null, null, null)))
                .containsExactly("/title/ja required");
        assertThat(errors(Examples.titled(" "))).containsExactly("/title/ja required");
    }

    @Test
    void everyTextIsReadForWordsOfEmployment() {
        Text employed = Text.of("残業を命じることがある", null);
        Requirements good = Examples.complete();
        assertThat(errors(new Requirements(
                        good.title(),
                        employed,
                        employed,
                        employed,
                        good.industry(),
                        new Workplace(WorkplaceKind.HYBRID, 2, "13", employed),
                        good.utilisation(),
                        good.hours(),
                        good.period(),
                        good.budget(),
                        good.rateTolerance(),
                        good.positions())))
                .containsExactlyInAnyOrder(
                        "/background/ja wording-employment",
                        "/team/ja wording-employment",
                        "/tasks/ja wording-employment",
                        "/workplace/place/ja wording-employment");
    }

    @Test
    void codesAreThoseOfTheTaxonomy() {
        var position = new Position(
                null,
                "WIZARD",
                1,
                List.of(new SkillNeed("magic", null, null)),
                List.of(new SkillNeed("risk-management", null, 8)),
                List.of("alchemy"),
                List.of(new LanguageNeed("xx", null)));
        var workplace = new Workplace(WorkplaceKind.REMOTE, 6, "48", null);
        assertThat(errors(Examples.requirements(null, workplace, position)))
                .containsExactly(
                        "/workplace/onSiteDays out-of-range",
                        "/workplace/prefecture unknown-prefecture",
                        "/positions/0/role unknown-role",
                        "/positions/0/must/0/skill unknown-skill",
                        "/positions/0/nice/0/level out-of-range",
                        "/positions/0/phases/0 unknown-phase",
                        "/positions/0/languages/0/language unknown-language",
                        "/positions/0/languages/0/level required");
    }

    @Test
    void boundsAreSaneAndNoHalfIsMissing() {
        var wrong = new Requirements(
                Text.of("x".repeat(201), null),
                null,
                null,
                null,
                "farming",
                null,
                5,
                new Hours(180, 140),
                new Period(TODAY.plusYears(3), 0, null),
                new Budget(Money.yen(900_000), Money.yen(800_000)),
                51,
                List.of());
        assertThat(errors(wrong))
                .containsExactly(
                        "/title/ja too-long",
                        "/industry unknown-industry",
                        "/utilisation out-of-range",
                        "/hours/upper below-lower",
                        "/period/months out-of-range",
                        "/period/start out-of-range",
                        "/budget/upper below-lower",
                        "/rateTolerance out-of-range");
        var half = new Requirements(
                Text.of("EC", null),
                null,
                null,
                null,
                null,
                null,
                new Hours(140, null),
                new Period(null, 3, null),
                new Budget(null, new Money(1, "USD")),
                List.of());
        assertThat(errors(half))
                .containsExactly(
                        "/hours/upper required",
                        "/period/start required",
                        "/budget/lower required",
                        "/budget/upper/currency unknown-currency");
    }

    @Test
    void aPositionIsNamedByTheServiceOnly() {
        var named = Examples.position().named(UUID.randomUUID());
        assertThat(errors(Examples.requirements(null, Examples.workplace(), named)))
                .containsExactly("/positions/0/positionId unknown-position");
        var known = named.positionId();
        var twice = catchThrowableOfType(
                ValidationFailure.class,
                () -> rules.check(
                        Examples.requirements(null, Examples.workplace(), named, named), TODAY, Set.of(known)));
        assertThat(twice.errors()).extracting("code").containsExactly("duplicate");
    }
}
