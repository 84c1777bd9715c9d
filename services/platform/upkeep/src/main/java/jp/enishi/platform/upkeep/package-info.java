/** What whoever runs Enishi may do to a service through its API, the same in every service that reads events. */
@NullMarked
package jp.enishi.platform.upkeep;

import org.jspecify.annotations.NullMarked;
