package jp.enishi.cases.inquiry.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jp.enishi.cases.inquiry.domain.Language;
import jp.enishi.cases.inquiry.domain.Sender;
import org.jspecify.annotations.Nullable;

/**
 * What the public form sends.
 *
 * @param terms the version of the terms of use that the form showed; none while an older form is still about
 * @param formIssued as it was given out with the form
 * @param website a field that people don't see; a robot fills it in
 */
public record InquiryForm(
        @NotBlank @Size(max = Sender.COMPANY) String company,
        @NotBlank @Size(max = Sender.PERSON) String person,
        @NotBlank @Size(max = Sender.EMAIL) String email,
        @Nullable @Size(max = Sender.PHONE) String phone,
        @NotBlank @Size(max = Sender.TEXT) String text,
        @NotNull Language language,
        @NotNull Boolean consent,
        @Nullable @Min(1) @Max(Sender.TERMS) Integer terms,
        @NotBlank @Size(max = 100) String formIssued,
        @Nullable String website) {

    boolean fromRobot() {
        return website != null && !website.isEmpty();
    }

    @Override
    public String toString() {
        return "InquiryForm";
    }
}
