package jp.enishi.platform.taxonomy;

/** A skill recognised in a text: UTF-16 offsets into the original text, {@code end} exclusive. */
public record Span(String skillId, int start, int end) {}
