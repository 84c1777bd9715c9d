package jp.enishi.matching.team.search;

import java.util.UUID;

/** Somebody of the pool, whom any case may seat; the number is their place in the tables. */
public record Member(int number, UUID personId) {}
