/** A service with nothing but writes and effects: what the fault tests kill, and in which nothing hides a mistake. */
package jp.enishi.probe;
