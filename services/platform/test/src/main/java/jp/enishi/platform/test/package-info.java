/** What tests stand on: real PostgreSQL and Kafka, tokens, events, architecture rules, contracts. */
@NullMarked
package jp.enishi.platform.test;

import org.jspecify.annotations.NullMarked;
