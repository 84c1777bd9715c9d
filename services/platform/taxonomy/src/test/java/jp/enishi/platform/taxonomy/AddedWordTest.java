package jp.enishi.platform.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddedWordTest {
    private final Taxonomy shipped = Taxonomy.load();
    private final Taxonomy taxonomy = shipped.with(
            3, List.of(new AddedWord("java", "ジャワ言語"), new AddedWord("PMO", "推進室"), new AddedWord("java", "Jabba")));

    @Test
    void an_added_word_is_found_offered_and_recognised_like_a_shipped_one() {
        assertThat(taxonomy.find("ジャワ・言語")).map(Skill::id).contains("java");
        assertThat(taxonomy.findRole("推進室")).map(Role::id).contains("PMO");
        assertThat(taxonomy.meaning("推進室")).map(Term::id).contains("PMO");
        assertThat(taxonomy.suggest("ジャワ", Language.JA, 5))
                .extracting(Skill::id)
                .containsExactly("java");
        assertThat(taxonomy.tag("ジャワ言語での開発、jabba too"))
                .extracting(Span::skillId)
                .containsExactly("java", "java");
        assertThat(taxonomy.skill("java").orElseThrow().synonyms()).endsWith("ジャワ言語", "Jabba");
    }

    @Test
    void what_was_shipped_stays_and_is_not_changed() {
        assertThat(shipped.find("ジャワ言語")).isEmpty();
        assertThat(taxonomy.find("Java")).map(Skill::id).contains("java");
        assertThat(taxonomy.neighbours("java")).isEqualTo(shipped.neighbours("java"));
        assertThat(taxonomy.skills())
                .extracting(Skill::id)
                .isEqualTo(shipped.skills().stream().map(Skill::id).toList());
    }

    @Test
    void the_version_tells_the_revision() {
        assertThat(taxonomy.version()).isEqualTo(shipped.version() + "+3");
        assertThat(taxonomy.with(4, List.of()).version()).isEqualTo(shipped.version() + "+4");
        assertThat(taxonomy.with(0, List.of())).isSameAs(shipped);
    }

    @Test
    void words_of_before_are_gone_when_they_are_not_named_again() {
        var later = taxonomy.with(4, List.of(new AddedWord("java", "Jabba")));
        assertThat(later.find("Jabba")).isPresent();
        assertThat(later.find("ジャワ言語")).isEmpty();
    }

    @Test
    void a_word_that_means_something_and_one_of_something_unknown_are_passed_over() {
        var odd = shipped.with(
                1,
                List.of(
                        new AddedWord("java", "PostgreSQL"),
                        new AddedWord("nothing-known", "無名"),
                        new AddedWord("java", "二重語"),
                        new AddedWord("postgresql", "二重・語")));
        assertThat(odd.find("PostgreSQL")).map(Skill::id).contains("postgresql");
        assertThat(odd.find("無名")).isEmpty();
        assertThat(odd.find("二重語")).map(Skill::id).contains("java");
    }
}
