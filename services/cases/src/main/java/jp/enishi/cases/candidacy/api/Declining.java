package jp.enishi.cases.candidacy.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why a coordinator doesn't take a person further; internal. */
public record Declining(@NotBlank @Size(max = 2000) String reason) {}
