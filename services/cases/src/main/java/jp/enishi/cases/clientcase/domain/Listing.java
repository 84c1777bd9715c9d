package jp.enishi.cases.clientcase.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Requirements.Budget;
import jp.enishi.cases.clientcase.domain.Requirements.Hours;
import jp.enishi.cases.clientcase.domain.Requirements.Period;
import jp.enishi.cases.clientcase.domain.Requirements.Position;
import jp.enishi.cases.clientcase.domain.Requirements.Workplace;
import jp.enishi.platform.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * What the public may read of a case, with the six items of フリーランス法 art. 12: recruiter's name, address, contact, work
 * content, place, fee. It is made from the company and the requirements only, so it can't promise more than they do.
 *
 * @param closesOn the last day on which it is shown, in Japan
 */
public record Listing(
        UUID caseId,
        Text title,
        Text recruiterName,
        Text recruiterAddress,
        String recruiterContact,
        Text workContent,
        Text place,
        Text fee,
        Workplace workplace,
        int utilisation,
        Hours hours,
        Period period,
        Budget budget,
        List<Position> positions,
        Instant publishedAt,
        LocalDate closesOn,
        ListingStatus status) {

    /**
     * A listing is made of a complete case only.
     *
     * @throws RuleViolation {@code case-incomplete} with the missing pointers, those of the company included
     */
    static Listing of(
            CaseId id, Recruiter recruiter, Requirements requirements, Instant publishedAt, LocalDate closesOn) {
        var missing = new ArrayList<>(Completeness.of(requirements).missing());
        if (!Text.isWritten(recruiter.name())) {
            missing.add("/company/name/ja");
        }
        if (!Text.isWritten(recruiter.address())) {
            missing.add("/company/address/ja");
        }
        if (recruiter.contact().isBlank()) {
            missing.add("/company/contact");
        }
        if (!missing.isEmpty()) {
            throw ClientCase.incomplete(missing);
        }
        Workplace workplace = present(requirements.workplace());
        int utilisation = present(requirements.utilisation());
        Hours hours = present(requirements.hours());
        Budget budget = present(requirements.budget());
        return new Listing(
                id.value(),
                present(requirements.title()),
                recruiter.name(),
                recruiter.address(),
                recruiter.contact(),
                present(requirements.tasks()),
                ListingText.place(workplace),
                ListingText.fee(budget, utilisation, hours),
                workplace,
                utilisation,
                hours,
                present(requirements.period()),
                budget,
                requirements.positions(),
                publishedAt,
                closesOn,
                ListingStatus.OPEN);
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("completeness was checked");
        }
        return value;
    }
}
