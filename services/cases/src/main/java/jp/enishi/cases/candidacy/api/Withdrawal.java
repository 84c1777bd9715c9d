package jp.enishi.cases.candidacy.api;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Why a talent withdraws, if they want to say. */
public record Withdrawal(@Nullable @Size(max = 2000) String reason) {}
