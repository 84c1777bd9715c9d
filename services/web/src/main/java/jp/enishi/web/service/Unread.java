package jp.enishi.web.service;

/** How many messages the reader has not read. */
public record Unread(long count) {}
