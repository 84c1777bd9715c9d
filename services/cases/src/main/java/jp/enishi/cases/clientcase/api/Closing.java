package jp.enishi.cases.clientcase.api;

import jakarta.validation.constraints.NotNull;
import jp.enishi.cases.clientcase.domain.ClosingReason;

/** Why a published case is taken back. */
public record Closing(@NotNull ClosingReason reason) {}
