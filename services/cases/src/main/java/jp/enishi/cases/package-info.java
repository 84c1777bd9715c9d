/** Companies, cases with versioned requirements, and the listings by which the public learns of them. */
package jp.enishi.cases;
