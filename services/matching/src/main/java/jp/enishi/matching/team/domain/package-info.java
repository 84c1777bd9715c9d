/** What a team is, which rules hold for it and what it is worth; no solver and no framework. */
@NullMarked
package jp.enishi.matching.team.domain;

import org.jspecify.annotations.NullMarked;
