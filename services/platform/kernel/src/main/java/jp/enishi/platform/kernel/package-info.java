/** What every part shares: ids, money, cursors and the ways in which a request can fail. No framework. */
package jp.enishi.platform.kernel;
