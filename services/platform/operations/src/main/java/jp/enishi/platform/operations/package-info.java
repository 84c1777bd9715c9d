/** What every service has in common for those who operate it. */
@NullMarked
package jp.enishi.platform.operations;

import org.jspecify.annotations.NullMarked;
