package jp.enishi.contracts.engagement.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import jp.enishi.contracts.Seat;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.rule.domain.DatedRule;
import jp.enishi.contracts.rule.domain.Rulebook;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.contracts.terms.domain.Terms.Fee;
import jp.enishi.contracts.terms.domain.Terms.PendingItem;
import jp.enishi.contracts.terms.domain.Terms.Period;
import jp.enishi.platform.kernel.Money;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * Work that follows an order. Its terms are those of the order until an amendment that both signed. Each change is a new
 * value with {@code version + 1}, and each version is one event.
 *
 * @param ownerId the coordinator who looks after it
 * @param since the first day of all that it continues, its own where it continues nothing
 * @param noticeBy the last day for the client's notice of its end, when one is needed; it stays when it passes without one
 */
public record Engagement(
        UUID engagementId,
        long version,
        UUID orderId,
        Seat seat,
        @Nullable UUID ownerId,
        EngagementState state,
        LocalDate since,
        LocalDate start,
        LocalDate end,
        @Nullable LocalDate noticeBy,
        Terms terms,
        String termsHash) {

    /** When two parties worked together before, as far as it matters afterwards. */
    public record Before(LocalDate since, LocalDate end) {}

    /**
     * A new engagement of a confirmed order.
     *
     * @param rules by which its deadlines are counted
     * @param earlier those of the same two parties that began earlier
     */
    public static Engagement begin(
            Rulebook rules,
            UUID engagementId,
            UUID orderId,
            Seat seat,
            @Nullable UUID ownerId,
            Terms terms,
            String termsHash,
            List<Before> earlier) {
        LocalDate start = first(terms);
        LocalDate end = last(terms);
        LocalDate since = earlier.stream()
                .filter(before -> Deadlines.continues(before.end(), start))
                .map(Before::since)
                .min(Comparator.naturalOrder())
                .filter(day -> day.isBefore(start))
                .orElse(start);
        return new Engagement(
                engagementId,
                1,
                orderId,
                seat,
                ownerId,
                EngagementState.PLANNED,
                since,
                start,
                end,
                Deadlines.noticeBy(rules, since, end),
                terms,
                termsHash);
    }

    /** Somebody else looks after it. */
    public Engagement ownedBy(UUID coordinator) {
        return next(coordinator, state, end, noticeBy, terms, termsHash);
    }

    /** Something was added to it, or people are reminded of something. */
    public Engagement touched() {
        return next(ownerId, state, end, noticeBy, terms, termsHash);
    }

    /** The step that a day brings, or null when it brings none. */
    public @Nullable Engagement stepOn(LocalDate today) {
        return switch (state) {
            case PLANNED -> today.isBefore(start) ? null : in(EngagementState.ACTIVE);
            case ACTIVE -> today.isAfter(end) ? in(EngagementState.ENDING) : null;
            case ENDING -> today.isAfter(end) ? in(EngagementState.ENDED) : null;
            case ENDED -> null;
        };
    }

    /** The terms of an amendment that both sides signed. */
    public Engagement amend(Rulebook rules, Terms signed, String hash) {
        mustBeAmendable();
        LocalDate until = last(signed);
        return next(ownerId, state, until, Deadlines.noticeBy(rules, since, until), signed, hash);
    }

    /** Refuses when the terms can't change any more. */
    public void mustBeAmendable() {
        if (state == EngagementState.ENDING || state == EngagementState.ENDED) {
            throw wrongState();
        }
    }

    /**
     * One side says that it ends.
     *
     * @throws RuleViolation {@code notice-too-late} when the client of a long engagement is and the law knows no exception
     */
    public Engagement giveNotice(
            Rulebook rules, Side by, LocalDate endsOn, @Nullable NoticeException exception, LocalDate today) {
        mustBeAmendable();
        if (endsOn.isBefore(today) || endsOn.isBefore(start) || endsOn.isAfter(end)) {
            LocalDate first = today.isBefore(start) ? start : today;
            throw ValidationFailure.at(
                    "/endsOn", "out-of-range", Map.of("minimum", first.toString(), "maximum", end.toString()));
        }
        int days = rules.on(DatedRule.NOTICE_DAYS, endsOn);
        if (exception == NoticeException.SHORT_CONTRACT && end.isAfter(start.plusDays(days - 1))) {
            throw ValidationFailure.at("/exception", "not-allowed");
        }
        boolean late = today.isAfter(endsOn.minusDays(days));
        if (by == Side.CLIENT && Deadlines.isLong(rules, since, end) && exception == null && late) {
            throw new RuleViolation(
                    "notice-too-late",
                    Map.of(
                            "earliest",
                            today.plusDays(days).toString(),
                            "days",
                            days,
                            "months",
                            rules.on(DatedRule.LONG_ENGAGEMENT_MONTHS, end)));
        }
        return next(ownerId, EngagementState.ENDING, endsOn, null, terms, termsHash);
    }

    /**
     * Whether the last day for the notice passed without one. The law doesn't let the client end it by not renewing it then
     * (フリーランス法 art. 16), and no software can make it go on: so it is said and recorded.
     */
    public boolean isUnnoticed(LocalDate today) {
        return noticeBy != null && today.isAfter(noticeBy);
    }

    /** Closes it on its last day or later. */
    public Engagement close(LocalDate today) {
        if (state != EngagementState.ENDING) {
            throw wrongState();
        }
        if (today.isBefore(end)) {
            throw new RuleViolation("engagement-not-over", Map.of("end", end.toString()));
        }
        return in(EngagementState.ENDED);
    }

    /** Whether other terms pay less for a month than the present ones, or no longer name what they pay. */
    public boolean isLoweredBy(Terms other) {
        Money before = amount(terms);
        Money after = amount(other);
        return before != null && (after == null || after.isLessThan(before));
    }

    /** What other terms leave undecided although it is decided. */
    public List<Integer> reopenedBy(Terms other) {
        return IntStream.range(0, other.pending().size())
                .filter(at -> {
                    PendingItem item = other.pending().get(at).item();
                    return item != null && !terms.isPending(item);
                })
                .boxed()
                .toList();
    }

    /** Whether other terms begin on the same day. */
    public boolean beginsAs(Terms other) {
        return first(other).equals(start);
    }

    public int utilisation() {
        return Objects.requireNonNull(terms.utilisation());
    }

    private static @Nullable Money amount(Terms terms) {
        Fee fee = terms.fee();
        return fee == null ? null : fee.amount();
    }

    private static LocalDate first(Terms terms) {
        Period period = Objects.requireNonNull(terms.period());
        return Objects.requireNonNull(period.start());
    }

    private static LocalDate last(Terms terms) {
        Period period = Objects.requireNonNull(terms.period());
        return Objects.requireNonNull(period.end());
    }

    private RuleViolation wrongState() {
        return new RuleViolation("engagement-" + state.name().toLowerCase(Locale.ROOT));
    }

    private Engagement in(EngagementState becomes) {
        return next(ownerId, becomes, end, noticeBy, terms, termsHash);
    }

    private Engagement next(
            @Nullable UUID owner,
            EngagementState becomes,
            LocalDate until,
            @Nullable LocalDate notice,
            Terms nextTerms,
            String hash) {
        return new Engagement(
                engagementId, version + 1, orderId, seat, owner, becomes, since, start, until, notice, nextTerms, hash);
    }
}
