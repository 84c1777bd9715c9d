package jp.enishi.cases.inquiry.api;

import java.util.UUID;
import jp.enishi.cases.inquiry.domain.Inquiry;
import jp.enishi.cases.inquiry.domain.InquiryState;
import org.jspecify.annotations.Nullable;

/** Which inquiry, where it stands, and its version for the next change. */
public record InquiryRef(
        UUID inquiryId,
        long version,
        InquiryState state,
        @Nullable UUID assignee) {

    static InquiryRef of(Inquiry inquiry) {
        return new InquiryRef(inquiry.inquiryId(), inquiry.version(), inquiry.state(), inquiry.assignee());
    }
}
