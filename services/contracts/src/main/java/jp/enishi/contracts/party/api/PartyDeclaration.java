package jp.enishi.contracts.party.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import jp.enishi.contracts.party.domain.Party;
import jp.enishi.contracts.party.domain.PartyKind;
import org.jspecify.annotations.Nullable;

/** What a party says of itself. */
public record PartyDeclaration(
        @NotBlank @Size(max = 300) String legalName,
        @NotBlank @Size(max = 300) String address,
        @NotNull PartyKind kind,
        @Nullable @Size(max = 14) String invoiceNumber,
        @NotBlank @Size(max = 300) String contact,
        @Nullable @PositiveOrZero Long capital,
        @Nullable @PositiveOrZero Integer regularEmployees,
        @Nullable @PositiveOrZero Integer officers,
        @NotNull Boolean hasEmployees,
        @NotNull LocalDate declaredOn) {

    Party party() {
        return new Party(
                legalName,
                address,
                kind,
                invoiceNumber,
                contact,
                capital,
                regularEmployees,
                officers,
                hasEmployees,
                declaredOn);
    }
}
