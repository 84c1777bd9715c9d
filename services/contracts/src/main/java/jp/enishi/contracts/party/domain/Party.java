package jp.enishi.contracts.party.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * What a party declares of itself: what an order must name, and what decides which acts protect whom.
 *
 * @param invoiceNumber T and 13 digits, when the party issues qualified invoices
 * @param capital in yen; together with {@code regularEmployees} decides on the 取適法
 * @param officers representatives and officers; an individual has none
 * @param hasEmployees somebody works 20 hours a week or more and is expected to for 31 days or more
 * @param declaredOn the day of the declaration, asked again each year
 */
public record Party(
        String legalName,
        String address,
        PartyKind kind,
        @Nullable String invoiceNumber,
        String contact,
        @Nullable Long capital,
        @Nullable Integer regularEmployees,
        @Nullable Integer officers,
        Boolean hasEmployees,
        LocalDate declaredOn) {

    /** The check digit of an individual's invoice number is unusual: perhaps mistyped, so it is said, not refused. */
    public static final String UNUSUAL_CHECK_DIGIT = "invoice-number-check-digit";

    /**
     * Refuses what can't be.
     *
     * @param today the day in Japan by the database's clock
     * @throws ValidationFailure with pointers
     */
    public void check(LocalDate today) {
        var errors = new ArrayList<FieldError>();
        if (invoiceNumber != null && !InvoiceNumber.isWellFormed(invoiceNumber)) {
            errors.add(new FieldError("/invoiceNumber", "invoice-number-malformed"));
        } else if (kind == PartyKind.CORPORATION && hasUnusualCheckDigit()) {
            errors.add(new FieldError("/invoiceNumber", UNUSUAL_CHECK_DIGIT));
        }
        if (kind == PartyKind.CORPORATION && officers == null) {
            errors.add(new FieldError("/officers", "required"));
        }
        if (declaredOn.isAfter(today)) {
            errors.add(new FieldError("/declaredOn", "in-the-future"));
        }
        if (!errors.isEmpty()) {
            throw new ValidationFailure(errors);
        }
    }

    /** What is accepted and still worth a second look. */
    public List<String> warnings() {
        return kind == PartyKind.INDIVIDUAL && hasUnusualCheckDigit() ? List.of(UNUSUAL_CHECK_DIGIT) : List.of();
    }

    /** Protected by the フリーランス法: works alone, as an individual or as a corporation of one person. */
    public boolean worksAlone() {
        boolean alone = kind == PartyKind.INDIVIDUAL || (officers != null && officers <= 1);
        return alone && !Boolean.TRUE.equals(hasEmployees);
    }

    private boolean hasUnusualCheckDigit() {
        return invoiceNumber != null
                && InvoiceNumber.isWellFormed(invoiceNumber)
                && !InvoiceNumber.hasRightCheckDigit(invoiceNumber);
    }
}
