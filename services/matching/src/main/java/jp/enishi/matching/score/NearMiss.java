package jp.enishi.matching.score;

import java.util.List;

/** Somebody whom hard conditions exclude: which ones and by how much, and the judgement as if they were no conditions. */
public record NearMiss(List<Miss> misses, Judgement.Fit otherwise) {
    public NearMiss {
        misses = List.copyOf(misses);
    }
}
