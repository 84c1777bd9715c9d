package jp.enishi.cases.candidacy.api;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** Whom a coordinator selects, and for which position. */
public record SelectionRequest(
        @NotNull UUID positionId, @NotNull UUID talentId) {}
