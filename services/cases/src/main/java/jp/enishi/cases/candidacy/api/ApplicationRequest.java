package jp.enishi.cases.candidacy.api;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** A talent's application, with the version of the résumé that counts. */
public record ApplicationRequest(
        @NotNull UUID positionId,
        @NotBlank @Size(max = 2000) String message,
        @Min(1) long resumeVersion) {}
