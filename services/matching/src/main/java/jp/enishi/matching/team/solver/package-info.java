/** Exact composition with OR-tools' CP-SAT; its native library is loaded when the first team is asked for. */
@NullMarked
package jp.enishi.matching.team.solver;

import org.jspecify.annotations.NullMarked;
