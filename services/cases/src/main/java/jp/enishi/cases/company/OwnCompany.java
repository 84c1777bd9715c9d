package jp.enishi.cases.company;

import java.util.List;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Text;

/** A company as its own people see it: who else belongs to it. */
public record OwnCompany(UUID companyId, Text name, List<CompanyPerson> people) {
    public OwnCompany {
        people = List.copyOf(people);
    }
}
