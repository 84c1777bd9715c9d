/** Documents as PDF: the library, and the font that is in every one of them. */
package jp.enishi.platform.pdf;
