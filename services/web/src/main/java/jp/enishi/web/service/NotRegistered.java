package jp.enishi.web.service;

/** The reader has an account, but hasn't registered as talent with it yet. */
public final class NotRegistered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotRegistered(ServiceProblem cause) {
        super(cause);
    }
}
