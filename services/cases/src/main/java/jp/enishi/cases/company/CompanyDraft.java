package jp.enishi.cases.company;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.Text;
import org.jspecify.annotations.Nullable;

/**
 * What is written of a company.
 *
 * @param organizationId the one at the identity provider; absent for a new company, whose organisation is made
 * @param contact mail address, phone or URL under which the recruiter is reached
 */
public record CompanyDraft(
        @NotNull @Valid Words name,
        @NotNull @Valid Words address,
        @NotBlank @Size(max = LONGEST) String contact,
        @Nullable UUID organizationId) {
    public static final int LONGEST = 300;

    @SuppressWarnings("NullAway")
    public CompanyDraft {
        contact = Text.canonicalOrNull(contact);
    }

    /** The same with the organisation that was made for it. */
    CompanyDraft of(UUID organization) {
        return new CompanyDraft(name, address, contact, organization);
    }

    /** A short text, Japanese always. */
    public record Words(
            @NotBlank @Size(max = LONGEST) String ja,
            @Nullable @Size(max = LONGEST) String en) {

        @SuppressWarnings("NullAway")
        public Words {
            ja = Text.canonicalOrNull(ja);
            en = Text.canonicalOrNull(en);
        }

        private void check(String at, Findings findings) {
            findings.text(at + "/ja", ja, LONGEST);
            findings.optionalText(at + "/en", en, LONGEST);
        }
    }

    /** Refuses characters that nobody can read, which the annotations let through. */
    void check() {
        check(name, address, contact);
    }

    /** The same for a company whose organisation isn't known yet. */
    public static void check(Words name, Words address, String contact) {
        var findings = new Findings();
        name.check("/name", findings);
        address.check("/address", findings);
        findings.text("/contact", contact, LONGEST);
        findings.throwIfAny();
    }
}
