package jp.enishi.cases.inquiry.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jp.enishi.cases.company.CompanyDraft;
import jp.enishi.cases.inquiry.persistence.Onboardings;

/** The client that comes of the inquiry, as its company is registered. */
public record Qualification(
        @NotNull @Valid CompanyDraft.Words name,
        @NotNull @Valid CompanyDraft.Words address,
        @NotBlank @Size(max = CompanyDraft.LONGEST) String contact) {

    Onboardings.Statement checked() {
        CompanyDraft.check(name, address, contact);
        return new Onboardings.Statement(name, address, contact);
    }
}
