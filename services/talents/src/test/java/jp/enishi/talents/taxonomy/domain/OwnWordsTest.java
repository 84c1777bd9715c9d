package jp.enishi.talents.taxonomy.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.taxonomy.AddedWord;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.platform.taxonomy.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnWordsTest {
    private static final Taxonomy SHIPPED = Taxonomy.load();
    private static final OwnWords NONE = OwnWords.of(SHIPPED, List.of());

    @Test
    void a_word_stands_for_its_concept_until_it_is_retired_and_may_then_mean_another() {
        var added = NONE.after(add("java", "ジャワ言語"));
        assertThat(added.revision()).isEqualTo(1);
        assertThat(added.words()).containsExactly(new AddedWord("java", "ジャワ言語"));
        assertThat(added.taxonomy().meaning("ジャワ言語")).map(Term::id).contains("java");
        var retired = added.after(edit(Change.RETIRE, "java", "ジャワ・言語"));
        assertThat(retired.revision()).isEqualTo(2);
        assertThat(retired.words()).isEmpty();
        assertThat(retired.taxonomy().meaning("ジャワ言語")).isEmpty();
        assertThat(retired.taxonomy().version()).isEqualTo(SHIPPED.version() + "+2");
        var other = retired.after(add("postgresql", "ジャワ言語"));
        assertThat(other.taxonomy().meaning("ジャワ言語")).map(Term::id).contains("postgresql");
    }

    @Test
    void all_edits_in_their_order_make_the_words() {
        var words = OwnWords.of(
                SHIPPED, List.of(add("java", "第一語"), add("PMO", "第二語"), edit(Change.RETIRE, "java", "第一語")));
        assertThat(words.revision()).isEqualTo(3);
        assertThat(words.words()).containsExactly(new AddedWord("PMO", "第二語"));
    }

    @Test
    void a_word_that_means_something_already_is_refused_with_what_it_means() {
        assertThat(fault(NONE, add("java", "ＰＯＳＴＧＲＥＳＱＬ")))
                .isEqualTo(new FieldError("/word", "word-of-skill", Map.of("skill", "postgresql")));
        assertThat(fault(NONE, add("java", "PMO")).code()).startsWith("word-of-");
        var added = NONE.after(add("PMO", "推進室"));
        assertThat(fault(added, add("java", "推進・室")))
                .isEqualTo(new FieldError("/word", "word-of-role", Map.of("role", "PMO")));
        assertThat(fault(added, add("PMO", "推進室")).code()).isEqualTo("word-of-role");
    }

    @Test
    void what_cannot_be_a_word_is_refused() {
        assertThat(fault(NONE, add("java", " ")).code()).isEqualTo("required");
        assertThat(fault(NONE, add("java", "語".repeat(81))).code()).isEqualTo("too-long");
        assertThat(fault(NONE, add("java", "一\n二")).code()).isEqualTo("control-character");
        assertThat(fault(NONE, add("java", "一\u0000二")).code()).isEqualTo("control-character");
        assertThat(fault(NONE, add("no-such-skill", "無名の語")))
                .isEqualTo(new FieldError("/concept", "unknown-code", Map.of("value", "no-such-skill")));
        assertThat(fault(NONE, new Edit(Change.ADD, "java", "理由のない語", "", UUID.randomUUID(), Instant.EPOCH))
                        .pointer())
                .isEqualTo("/reason");
    }

    @ParameterizedTest
    @ValueSource(strings = {"語", "12", "2026", "--", "ー語"})
    void what_would_be_found_in_nearly_every_text_is_refused(String word) {
        assertThat(fault(NONE, add("java", word)).code()).isEqualTo("word-too-common");
    }

    @Test
    void only_own_words_are_retired() {
        assertThat(fault(NONE, edit(Change.RETIRE, "postgresql", "PostgreSQL")).code())
                .isEqualTo("unknown-code");
        var added = NONE.after(add("java", "ジャワ言語"));
        assertThat(fault(added, edit(Change.RETIRE, "PMO", "ジャワ言語")).code()).isEqualTo("unknown-code");
    }

    @Test
    void there_is_an_end_to_it() {
        var full = OwnWords.of(
                SHIPPED,
                IntStream.range(0, OwnWords.MOST)
                        .mapToObj(i -> add("java", "語" + i))
                        .toList());
        assertThat(fault(full, add("java", "最後の語")).code()).isEqualTo("too-many");
        assertThat(full.after(edit(Change.RETIRE, "java", "語0")).words()).hasSize(OwnWords.MOST - 1);
    }

    private static FieldError fault(OwnWords words, Edit edit) {
        return catchThrowableOfType(ValidationFailure.class, () -> words.after(edit))
                .errors()
                .getFirst();
    }

    private static Edit add(String concept, String word) {
        return edit(Change.ADD, concept, word);
    }

    private static Edit edit(Change change, String concept, String word) {
        return new Edit(change, concept, word, "現場の言い方", UUID.randomUUID(), Instant.EPOCH);
    }
}
