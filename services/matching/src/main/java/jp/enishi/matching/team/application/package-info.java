/** Makes the question of a case's team from what the index knows, and the reasons from what stops it. */
@NullMarked
package jp.enishi.matching.team.application;

import org.jspecify.annotations.NullMarked;
