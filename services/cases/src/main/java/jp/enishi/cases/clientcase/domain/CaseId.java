package jp.enishi.cases.clientcase.domain;

import java.util.UUID;

/** Names one case for ever. */
public record CaseId(UUID value) {}
