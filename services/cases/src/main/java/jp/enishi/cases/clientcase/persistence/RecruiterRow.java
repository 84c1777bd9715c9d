package jp.enishi.cases.clientcase.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Recruiter;
import jp.enishi.cases.clientcase.domain.Text;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What a case sees of its company. */
@Entity
@Immutable
@Table(name = "company")
class RecruiterRow {
    @Id
    @Column(name = "company_id")
    UUID companyId;

    @Column(name = "organization_id")
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
    RecruiterRow() {}

    Recruiter recruiter() {
        return new Recruiter(Text.of(nameJa, nameEn), Text.of(addressJa, addressEn), contact);
    }
}
