/** One score for every direction: hard conditions, features, weights, explanation; no Lucene and no Quarkus. */
@NullMarked
package jp.enishi.matching.score;

import org.jspecify.annotations.NullMarked;
