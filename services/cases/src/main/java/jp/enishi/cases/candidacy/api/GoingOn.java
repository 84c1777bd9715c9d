package jp.enishi.cases.candidacy.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why it goes on without other requirements; internal. */
public record GoingOn(@NotBlank @Size(max = 2000) String reason) {}
