/** Who may do what: the one policy that every service asks. Pure: no framework, no clock, no database. */
package jp.enishi.platform.security;
