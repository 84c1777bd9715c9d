package jp.enishi.cases.clientcase.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * One piece of business of a client: what is needed, and whether the public may know of it. Each change is a new value
 * with {@code version + 1}, and each version is one event. Published ⇔ it has a listing; closed ⇔ it has a reason.
 */
public record ClientCase(
        CaseId id,
        UUID companyId,
        UUID organizationId,
        long version,
        CaseStatus status,
        int requirementsVersion,
        Requirements requirements,
        @Nullable Listing listing,
        @Nullable ClosingReason closingReason) {

    /** Where a listing's last day ends. */
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    /** How long a listing may be shown without a new look at it, in days. */
    public static final int LONGEST_LISTING = 90;

    public ClientCase {
        if ((status == CaseStatus.PUBLISHED) != (listing != null)
                || (status == CaseStatus.CLOSED) != (closingReason != null)) {
            throw new IllegalArgumentException("a case that is " + status + " can't look like this");
        }
    }

    /** A new case is a draft, however little is known of it. */
    public static ClientCase open(
            CaseId id, UUID companyId, UUID organizationId, Requirements requirements, Supplier<UUID> positionIds) {
        return new ClientCase(
                id, companyId, organizationId, 1, CaseStatus.DRAFT, 1, named(requirements, positionIds), null, null);
    }

    /**
     * Other requirements. A published case stays published: its listing is renewed with the same last day.
     *
     * @param now the database's clock
     * @throws RuleViolation {@code case-not-open} when closed; when published {@code case-incomplete} if something would be
     *     missing, {@code case-start-past} if the start were moved to a day that is over
     */
    public ClientCase revise(Requirements changed, Recruiter recruiter, Instant now, Supplier<UUID> positionIds) {
        if (status == CaseStatus.CLOSED) {
            throw notIn("case-not-open");
        }
        Requirements next = named(changed, positionIds);
        Listing renewed =
                listing == null ? null : Listing.of(id, recruiter, next, listing.publishedAt(), listing.closesOn());
        if (listing != null
                && renewed != null
                && !Objects.equals(renewed.period().start(), listing.period().start())) {
            refusePastStart(renewed, dayOf(now));
        }
        return new ClientCase(
                id, companyId, organizationId, version + 1, status, requirementsVersion + 1, next, renewed, null);
    }

    /**
     * The company changed, so what its listing says of it changes too.
     *
     * @throws RuleViolation {@code case-not-published}
     */
    public ClientCase renewListing(Recruiter recruiter) {
        if (listing == null) {
            throw notIn("case-not-published");
        }
        Listing renewed = Listing.of(id, recruiter, requirements, listing.publishedAt(), listing.closesOn());
        return new ClientCase(
                id, companyId, organizationId, version + 1, status, requirementsVersion, requirements, renewed, null);
    }

    /**
     * Shows a draft to the public until the end of its last day. That day may be after the start, which the parties may
     * still move, but the start may not be over already.
     *
     * @param now the database's clock
     * @throws RuleViolation {@code case-not-draft}; {@code case-incomplete} with {@code missing}; {@code case-start-past}
     * @throws ValidationFailure at {@code /closesOn} when that day is not 1–90 days ahead
     */
    public ClientCase publish(LocalDate closesOn, Recruiter recruiter, Instant now) {
        if (status != CaseStatus.DRAFT) {
            throw notIn("case-not-draft");
        }
        LocalDate today = dayOf(now);
        var findings = new Findings();
        findings.within("/closesOn", closesOn, today.plusDays(1), today.plusDays(LONGEST_LISTING));
        findings.throwIfAny();
        Listing published = Listing.of(id, recruiter, requirements, now, closesOn);
        refusePastStart(published, today);
        return new ClientCase(
                id,
                companyId,
                organizationId,
                version + 1,
                CaseStatus.PUBLISHED,
                requirementsVersion,
                requirements,
                published,
                null);
    }

    /**
     * Ends a case, published or not, for ever; its listing goes.
     *
     * @throws RuleViolation {@code case-not-open}
     */
    public ClientCase close(ClosingReason reason) {
        if (status == CaseStatus.CLOSED) {
            throw notIn("case-not-open");
        }
        return new ClientCase(
                id,
                companyId,
                organizationId,
                version + 1,
                CaseStatus.CLOSED,
                requirementsVersion,
                requirements,
                null,
                reason);
    }

    /** The day in Japan at an instant of the database's clock. */
    public static LocalDate dayOf(Instant now) {
        return LocalDate.ofInstant(now, JAPAN);
    }

    /** What is missing before it can be published. */
    public Completeness completeness() {
        return Completeness.of(requirements);
    }

    /**
     * Refuses what can't go on: people are proposed for a case that is known well enough.
     *
     * @throws RuleViolation {@code case-not-open}; {@code case-incomplete} with {@code missing}
     */
    public void requireReady() {
        if (status == CaseStatus.CLOSED) {
            throw notIn("case-not-open");
        }
        Completeness found = completeness();
        if (!found.complete()) {
            throw incomplete(found.missing());
        }
    }

    /** The positions that have a name already. */
    public Set<UUID> positionIds() {
        return requirements.positions().stream()
                .flatMap(position -> Stream.ofNullable(position.positionId()))
                .collect(Collectors.toUnmodifiableSet());
    }

    static RuleViolation incomplete(List<String> missing) {
        return new RuleViolation("case-incomplete", Map.of("missing", List.copyOf(missing)));
    }

    private static void refusePastStart(Listing listing, LocalDate today) {
        LocalDate start = listing.period().start();
        if (start != null && start.isBefore(today)) {
            throw new RuleViolation("case-start-past", Map.of("start", start.toString()));
        }
    }

    private RuleViolation notIn(String code) {
        return new RuleViolation(code, Map.of("status", status.name()));
    }

    private static Requirements named(Requirements requirements, Supplier<UUID> ids) {
        return requirements.withPositions(requirements.positions().stream()
                .map(position -> position.positionId() == null ? position.named(ids.get()) : position)
                .toList());
    }
}
