package jp.enishi.cases.company;

import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Text;

/** A company as coordinators and its own members read it. */
public record CompanyView(UUID companyId, long version, Text name, Text address, String contact, UUID organizationId) {}
