/** Teams over HTTP. */
@NullMarked
package jp.enishi.matching.team.api;

import org.jspecify.annotations.NullMarked;
