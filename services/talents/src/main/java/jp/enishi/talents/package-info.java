/** Profiles, résumés and the anonymised sheets made of them. */
package jp.enishi.talents;
