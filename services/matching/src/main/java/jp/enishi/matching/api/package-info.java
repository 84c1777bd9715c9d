/** Rankings over HTTP. */
@NullMarked
package jp.enishi.matching.api;

import org.jspecify.annotations.NullMarked;
