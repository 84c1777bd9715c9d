package jp.enishi.talents.taxonomy;

import jakarta.validation.constraints.NotNull;
import jp.enishi.talents.taxonomy.domain.Change;

/**
 * A word to add or to retire.
 *
 * @param concept the id of the skill or role that it stands for
 * @param reason who needs it, or why it was wrong
 */
public record TaxonomyEdit(
        @NotNull Change change,
        @NotNull String concept,
        @NotNull String word,
        @NotNull String reason) {}
