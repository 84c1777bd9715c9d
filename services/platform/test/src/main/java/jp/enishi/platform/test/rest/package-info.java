/** A caller of the part under test: requests, and what is expected of the answers. */
@NullMarked
package jp.enishi.platform.test.rest;

import org.jspecify.annotations.NullMarked;
