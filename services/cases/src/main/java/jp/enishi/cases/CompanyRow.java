package jp.enishi.cases;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Text;
import org.jspecify.annotations.Nullable;

/** The columns of a company that its own record and the listings of its cases both show. */
@MappedSuperclass
public abstract class CompanyRow {
    @Id
    @Column(name = "company_id")
    protected UUID companyId;

    @Column(name = "organization_id", updatable = false)
    protected UUID organizationId;

    @Column(name = "name_ja")
    protected String nameJa;

    @Column(name = "name_en")
    @Nullable
    protected String nameEn;

    @Column(name = "address_ja")
    protected String addressJa;

    @Column(name = "address_en")
    @Nullable
    protected String addressEn;

    protected String contact;

    @SuppressWarnings("NullAway.Init")
    protected CompanyRow() {}

    public UUID organizationId() {
        return organizationId;
    }

    protected Text name() {
        return Text.of(nameJa, nameEn);
    }

    protected Text address() {
        return Text.of(addressJa, addressEn);
    }
}
