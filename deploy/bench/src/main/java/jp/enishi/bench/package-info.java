/** Measures of matching against labelled data, baselines and bars, and the learning of its weights. */
@org.jspecify.annotations.NullMarked
package jp.enishi.bench;
