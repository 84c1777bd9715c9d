package jp.enishi.cases.inquiry.persistence;

import jp.enishi.cases.inquiry.domain.Inquiry;

/** An inquiry whose row is locked until the transaction ends. */
public final class LockedInquiry {
    private final Inquiry value;
    final InquiryRow row;

    LockedInquiry(InquiryRow row) {
        this.row = row;
        value = row.value();
    }

    public Inquiry value() {
        return value;
    }
}
