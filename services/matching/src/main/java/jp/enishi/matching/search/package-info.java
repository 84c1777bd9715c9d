/** Saved searches: what somebody wants to be told of, and the telling. */
@NullMarked
package jp.enishi.matching.search;

import org.jspecify.annotations.NullMarked;
