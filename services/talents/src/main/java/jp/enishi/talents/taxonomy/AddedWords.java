package jp.enishi.talents.taxonomy;

import java.util.List;
import jp.enishi.platform.taxonomy.AddedWord;

/** What was added to the shipped taxonomy, for those who have it at hand. */
public record AddedWords(long revision, List<AddedWord> words) {}
