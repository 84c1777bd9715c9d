/** Measures of matching against labelled data, baselines and bars, and the learning of its weights. */
package jp.enishi.bench;
