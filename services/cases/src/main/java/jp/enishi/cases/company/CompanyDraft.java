package jp.enishi.cases.company;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import jp.enishi.platform.kernel.Text;
import org.jspecify.annotations.Nullable;

/**
 * What is written of a company.
 *
 * @param contact mail address, phone or URL under which the recruiter is reached
 */
public record CompanyDraft(
        @NotNull @Valid Words name,
        @NotNull @Valid Words address,
        @NotBlank @Size(max = 300) String contact,
        @NotNull UUID organizationId) {

    /** A short text, Japanese always. */
    public record Words(
            @NotBlank @Size(max = 300) String ja,
            @Nullable @Size(max = 300) String en) {

        String canonicalJa() {
            return Text.canonical(ja);
        }
    }
}
