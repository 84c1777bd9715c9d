package jp.enishi.platform.taxonomy;

import java.util.List;
import java.util.stream.Stream;

/** A word that stands for a known skill or role besides those that the release ships. */
public record AddedWord(String concept, String word) {
    static List<String> join(List<String> synonyms, List<String> added) {
        return Stream.concat(synonyms.stream(), added.stream()).toList();
    }
}
