/** Mails that leave exactly when the transaction that causes them commits, and whose addresses are kept nowhere. */
@org.jspecify.annotations.NullMarked
package jp.enishi.platform.mail;
