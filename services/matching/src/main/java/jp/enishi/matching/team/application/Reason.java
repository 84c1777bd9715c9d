package jp.enishi.matching.team.application;

import java.util.Map;

/** Why a team doesn't come about, and by how much: a code and what its sentence needs, ids and numbers only. */
public record Reason(String code, Map<String, ?> args) {}
