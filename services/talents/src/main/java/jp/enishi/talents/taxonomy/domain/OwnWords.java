package jp.enishi.talents.taxonomy.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.taxonomy.AddedWord;
import jp.enishi.platform.taxonomy.Spelling;
import jp.enishi.platform.taxonomy.Taxonomy;

/**
 * The words that were added to what the release ships. They only ever add to it: a shipped word can neither be taken away nor
 * come to mean something else, so what was tagged before is tagged after. Immutable; the revision counts the edits.
 */
public final class OwnWords {
    public static final int LONGEST_WORD = 80;
    public static final int LONGEST_REASON = 1_000;
    static final int MOST = 1_000;
    private static final int LONGEST_CONCEPT = 100;
    /** One sign alone would be found in nearly every text. */
    private static final int SHORTEST = 2;

    private final Taxonomy shipped;
    private final long revision;
    private final Map<String, Edit> additions;
    private final Taxonomy taxonomy;

    private OwnWords(Taxonomy shipped, long revision, Map<String, Edit> additions) {
        this.shipped = shipped;
        this.revision = revision;
        this.additions = additions;
        taxonomy = shipped.with(revision, words());
    }

    /** @param edits all of them, the first one first */
    public static OwnWords of(Taxonomy shipped, List<Edit> edits) {
        var additions = new LinkedHashMap<String, Edit>();
        edits.forEach(edit -> apply(edit, additions));
        return new OwnWords(shipped, edits.size(), additions);
    }

    public long revision() {
        return revision;
    }

    /** Those in force, the first one first. */
    public List<Edit> additions() {
        return List.copyOf(additions.values());
    }

    public List<AddedWord> words() {
        return additions.values().stream()
                .map(edit -> new AddedWord(edit.concept(), edit.word()))
                .toList();
    }

    /** What was shipped together with these words. */
    public Taxonomy taxonomy() {
        return taxonomy;
    }

    /** The words after an edit, which is checked. */
    public OwnWords after(Edit edit) {
        var findings = new Findings();
        findings.text("/concept", edit.concept(), LONGEST_CONCEPT);
        findings.text("/word", edit.word(), LONGEST_WORD);
        if (edit.word().chars().anyMatch(c -> c < ' ')) {
            findings.add("/word", "control-character");
        }
        findings.text("/reason", edit.reason(), LONGEST_REASON);
        findings.throwIfAny();
        if (edit.change() == Change.ADD) {
            checkAddition(edit, findings);
        } else if (Optional.ofNullable(additions.get(Spelling.key(edit.word())))
                .filter(known -> known.concept().equals(edit.concept()))
                .isEmpty()) {
            findings.add("/word", "unknown-code", Map.of("value", edit.word()));
        }
        findings.throwIfAny();
        var after = new LinkedHashMap<>(additions);
        apply(edit, after);
        return new OwnWords(shipped, revision + 1, after);
    }

    private void checkAddition(Edit edit, Findings findings) {
        if (shipped.skill(edit.concept()).isEmpty()
                && shipped.role(edit.concept()).isEmpty()) {
            findings.add("/concept", "unknown-code", Map.of("value", edit.concept()));
        }
        var key = Spelling.key(edit.word());
        if (key.length() < SHORTEST || key.chars().noneMatch(Character::isLetter)) {
            findings.add("/word", "word-too-common");
        }
        var skill = taxonomy.find(edit.word());
        var role = taxonomy.findRole(edit.word());
        if (skill.isPresent()) {
            findings.add("/word", "word-of-skill", Map.of("skill", skill.get().id()));
        } else if (role.isPresent()) {
            findings.add("/word", "word-of-role", Map.of("role", role.get().id()));
        }
        if (additions.size() >= MOST) {
            findings.add("/word", "too-many", Map.of("max", MOST));
        }
    }

    private static void apply(Edit edit, Map<String, Edit> additions) {
        var key = Spelling.key(edit.word());
        if (edit.change() == Change.ADD) {
            additions.put(key, edit);
        } else {
            additions.remove(key);
        }
    }
}
