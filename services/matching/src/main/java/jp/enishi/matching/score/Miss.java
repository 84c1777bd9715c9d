package jp.enishi.matching.score;

import java.util.Map;

/**
 * A hard condition that a pair does not keep, with what was asked, what is there and, where it is a number, by how much
 * ({@code by}). Codes, ids and numbers only.
 */
public record Miss(Gate gate, Map<String, ?> args) {}
