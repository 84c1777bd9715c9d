package jp.enishi.cases.clientcase.api;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Requirements;

/** A new case of a company. */
public record CaseDraft(@NotNull UUID companyId, @NotNull Requirements requirements) {}
