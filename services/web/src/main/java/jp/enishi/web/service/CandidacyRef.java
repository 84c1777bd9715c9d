package jp.enishi.web.service;

/** Which candidacy, in which version. */
public record CandidacyRef(String candidacyId, String caseId, String positionId, long version) {}
