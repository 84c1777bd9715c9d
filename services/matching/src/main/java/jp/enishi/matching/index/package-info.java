/** The Lucene index of talents and cases, fed from Kafka, and the ranking on top of it. */
@NullMarked
package jp.enishi.matching.index;

import org.jspecify.annotations.NullMarked;
