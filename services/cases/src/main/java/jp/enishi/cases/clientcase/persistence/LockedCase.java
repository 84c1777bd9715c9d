package jp.enishi.cases.clientcase.persistence;

import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.Recruiter;
import org.jspecify.annotations.Nullable;

/** A case whose row is locked until the transaction ends, with its company, which can't change meanwhile. */
public final class LockedCase {
    private final ClientCase value;
    private final Recruiter recruiter;
    final CaseRow row;
    final @Nullable ListingRow listing;

    LockedCase(ClientCase value, Recruiter recruiter, CaseRow row, @Nullable ListingRow listing) {
        this.value = value;
        this.recruiter = recruiter;
        this.row = row;
        this.listing = listing;
    }

    public ClientCase value() {
        return value;
    }

    public Recruiter recruiter() {
        return recruiter;
    }
}
