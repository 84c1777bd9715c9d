package jp.enishi.platform.taxonomy;

import java.util.List;

/** A value of a plain list: workplaces, levels, major industries. */
public record Facet(String id, String ja, String en, List<String> synonyms) implements Term {}
