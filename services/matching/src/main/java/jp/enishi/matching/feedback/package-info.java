/** What became of what was shown: labelled pairs from which weights are learnt. */
@NullMarked
package jp.enishi.matching.feedback;

import org.jspecify.annotations.NullMarked;
