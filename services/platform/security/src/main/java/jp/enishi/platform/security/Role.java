package jp.enishi.platform.security;

/** What a caller is to the marketplace. A caller may have several roles; a caller without a token is ANONYMOUS only. */
public enum Role {
    ANONYMOUS,
    TALENT,
    CLIENT,
    COORDINATOR,
    ADMIN,
    AUDITOR
}
