package jp.enishi.web.service;

/** Which proposal, in which version. */
public record ProposalRef(String proposalId, String caseId, long version) {}
