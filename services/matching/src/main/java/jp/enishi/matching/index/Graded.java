package jp.enishi.matching.index;

/** Somebody who was found, with a grade for the position. */
public record Graded(Candidate candidate, double grade) {}
