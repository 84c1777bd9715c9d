package jp.enishi.cases.company;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Text;
import org.jspecify.annotations.Nullable;

/** A client company: the recruiter of its listings, tied for ever to one organisation of the identity provider. */
@Entity
@Table(name = "company")
class Company {
    @Id
    @Column(name = "company_id")
    UUID companyId;

    long version;

    @Column(name = "organization_id", updatable = false)
    UUID organizationId;

    @Column(name = "name_ja")
    String nameJa;

    @Column(name = "name_en")
    @Nullable
    String nameEn;

    @Column(name = "address_ja")
    String addressJa;

    @Column(name = "address_en")
    @Nullable
    String addressEn;

    String contact;

    @SuppressWarnings("NullAway.Init")
    Company() {}

    void describe(CompanyDraft draft) {
        nameJa = draft.name().canonicalJa();
        nameEn = draft.name().en();
        addressJa = draft.address().canonicalJa();
        addressEn = draft.address().en();
        contact = draft.contact().strip();
    }

    CompanyView view() {
        return new CompanyView(
                companyId, version, Text.of(nameJa, nameEn), Text.of(addressJa, addressEn), contact, organizationId);
    }
}
