package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A proposal of any case, on the coordinators' desk. */
public record ProposalLine(
        String proposalId,
        String caseId,
        @Nullable Text caseTitle,
        String state,
        @Nullable String decideBy,
        int undecided) {}
