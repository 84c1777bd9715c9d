package jp.enishi.cases.clientcase.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.platform.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a client needs (要件). Any part may be missing while the case is a draft; {@link Completeness} says what is.
 * Lists are never null.
 *
 * @param team the team that the people join (体制)
 * @param utilisation 稼働率 in percent, 10–100
 * @param rateTolerance by how many percent a rate may be above the budget, 0–50; for matching only, never published
 */
public record Requirements(
        @Nullable Text title,
        @Nullable Text background,
        @Nullable Text team,
        @Nullable Text tasks,
        @Nullable String industry,
        @Nullable Workplace workplace,
        @Nullable Integer utilisation,
        @Nullable Hours hours,
        @Nullable Period period,
        @Nullable Budget budget,
        @Nullable Integer rateTolerance,
        List<Position> positions) {

    @SuppressWarnings("NullAway")
    public Requirements {
        positions = positions == null ? List.of() : List.copyOf(positions);
    }

    /** Without a tolerance and a word about the team. */
    public Requirements(
            @Nullable Text title,
            @Nullable Text background,
            @Nullable Text tasks,
            @Nullable String industry,
            @Nullable Workplace workplace,
            @Nullable Integer utilisation,
            @Nullable Hours hours,
            @Nullable Period period,
            @Nullable Budget budget,
            List<Position> positions) {
        this(title, background, null, tasks, industry, workplace, utilisation, hours, period, budget, null, positions);
    }

    /** Where: the days a week on the client's site count for hybrid work only; prefecture is a JIS code, 01–47. */
    public record Workplace(
            @Nullable WorkplaceKind kind,
            @Nullable Integer onSiteDays,
            @Nullable String prefecture,
            @Nullable Text place) {}

    /** The settlement range 精算幅 in hours a month: a guide for the fee, never working hours that a client may order. */
    public record Hours(@Nullable Integer lower, @Nullable Integer upper) {}

    /** From a day on, for whole months. */
    public record Period(
            @Nullable LocalDate start,
            @Nullable Integer months,
            @Nullable Boolean extensible) {}

    /** What one person may cost a month at the stated utilisation, tax excluded. */
    public record Budget(@Nullable Money lower, @Nullable Money upper) {}

    /** A role and how many people for it. The id is given once and stays the same over all versions. */
    public record Position(
            @Nullable UUID positionId,
            @Nullable String role,
            @Nullable Integer headCount,
            List<SkillNeed> must,
            List<SkillNeed> nice,
            List<String> phases,
            List<LanguageNeed> languages) {

        @SuppressWarnings("NullAway")
        public Position {
            must = must == null ? List.of() : List.copyOf(must);
            nice = nice == null ? List.of() : List.copyOf(nice);
            phases = phases == null ? List.of() : List.copyOf(phases);
            languages = languages == null ? List.of() : List.copyOf(languages);
        }

        Position named(UUID id) {
            return new Position(id, role, headCount, must, nice, phases, languages);
        }
    }

    /**
     * A skill of the taxonomy with the least years or ITSS level (1–7) that is asked for. Of a knock-out nothing less and
     * nothing similar will do.
     */
    public record SkillNeed(
            @Nullable String skill,
            @Nullable Integer years,
            @Nullable Integer level,
            @Nullable Boolean knockOut) {

        public SkillNeed(@Nullable String skill, @Nullable Integer years, @Nullable Integer level) {
            this(skill, years, level, null);
        }
    }

    /** A language by its ISO 639-1 code. */
    public record LanguageNeed(
            @Nullable String language, @Nullable LanguageLevel level) {}

    Requirements withPositions(List<Position> named) {
        return new Requirements(
                title,
                background,
                team,
                tasks,
                industry,
                workplace,
                utilisation,
                hours,
                period,
                budget,
                rateTolerance,
                named);
    }
}
