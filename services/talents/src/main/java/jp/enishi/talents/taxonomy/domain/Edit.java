package jp.enishi.talents.taxonomy.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A change of one of our own words.
 *
 * @param concept the shipped skill or role that the word stands for
 */
public record Edit(Change change, String concept, String word, String reason, UUID by, Instant at) {}
