package jp.enishi.platform.taxonomy;

import java.util.List;

/** A phase of development (工程); {@code skill} is the skill that having worked in it shows. */
public record Phase(String id, String ja, String en, List<String> synonyms, String skill) implements Term {}
