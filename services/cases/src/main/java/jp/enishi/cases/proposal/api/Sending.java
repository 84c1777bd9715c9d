package jp.enishi.cases.proposal.api;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** Until when the client is asked to decide. */
public record Sending(@NotNull Instant decideBy) {}
