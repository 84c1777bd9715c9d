/** Offers, agreements, orders and engagements: what two parties promised each other, word for word and for ever. */
package jp.enishi.contracts;
