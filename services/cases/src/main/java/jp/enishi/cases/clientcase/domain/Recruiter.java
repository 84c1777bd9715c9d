package jp.enishi.cases.clientcase.domain;

/** The client company as 募集者: who asks for people, where it is and how it is reached. */
public record Recruiter(Text name, Text address, String contact) {}
