/** The pages of Enishi, in Japanese and English. Owns no business data: it shows and changes what the services hold. */
package jp.enishi.web;
