package jp.enishi.platform.taxonomy;

import java.util.List;

/** An industry; {@code major} is the division of the Japan Standard Industrial Classification it belongs to. */
public record Industry(String id, String ja, String en, List<String> synonyms, String major) implements Term {}
