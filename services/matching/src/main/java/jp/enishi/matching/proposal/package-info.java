/** Who is told of whom: proposals, once a pair, in one transaction with the event that goes out. */
@NullMarked
package jp.enishi.matching.proposal;

import org.jspecify.annotations.NullMarked;
