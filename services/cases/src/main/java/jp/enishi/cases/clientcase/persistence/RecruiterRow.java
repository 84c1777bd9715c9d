package jp.enishi.cases.clientcase.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jp.enishi.cases.CompanyRow;
import jp.enishi.cases.clientcase.domain.Recruiter;
import org.hibernate.annotations.Immutable;

/** What a case sees of its company. */
@Entity
@Immutable
@Table(name = "company")
class RecruiterRow extends CompanyRow {
    Recruiter recruiter() {
        return new Recruiter(name(), address(), contact);
    }
}
