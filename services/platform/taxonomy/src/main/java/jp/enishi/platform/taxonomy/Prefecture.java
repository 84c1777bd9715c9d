package jp.enishi.platform.taxonomy;

import java.util.List;

/** A prefecture under its JIS X 0401 code; {@code neighbours} share a border or a bridge with it. */
public record Prefecture(String id, String ja, String en, List<String> synonyms, List<String> neighbours)
        implements Term {}
