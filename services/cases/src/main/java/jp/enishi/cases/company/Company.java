package jp.enishi.cases.company;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import jp.enishi.cases.CompanyRow;

/** A client company: the recruiter of its listings, tied for ever to one organisation of the identity provider. */
@Entity
@Table(name = "company")
class Company extends CompanyRow {
    long version;

    protected Company() {}

    Company(UUID companyId, UUID organizationId) {
        this.companyId = companyId;
        this.organizationId = organizationId;
    }

    UUID companyId() {
        return companyId;
    }

    /** Takes over what the draft says and makes the next version. */
    void describe(CompanyDraft draft) {
        nameJa = draft.name().ja();
        nameEn = draft.name().en();
        addressJa = draft.address().ja();
        addressEn = draft.address().en();
        contact = draft.contact();
        version++;
    }

    CompanyView view() {
        return new CompanyView(companyId, version, name(), address(), contact, organizationId);
    }
}
