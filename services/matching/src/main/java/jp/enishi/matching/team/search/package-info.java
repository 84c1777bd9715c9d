/** Local search with Timefold over several cases, for pools whose best plan the exact solver doesn't find in time. */
@NullMarked
package jp.enishi.matching.team.search;

import org.jspecify.annotations.NullMarked;
