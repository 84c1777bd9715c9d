package jp.enishi.web.act;

import jp.enishi.web.act.Act.Look;

/** The steps of the order flow that people confirm or say something for. */
public final class Acts {
    public static final Act WANTING = Act.of("wanting").build();

    public static final Act PASSING = Act.of("passing")
            .options(true, "reason", "BUDGET", "SKILLS", "TIMING", "WORKPLACE", "OTHER")
            .with(Look.AREA, true, "note")
            .confirmed()
            .build();

    public static final Act LEAVING =
            Act.of("leaving").with(Look.AREA, false, "reason").confirmed().build();

    public static final Act CANCELLATION =
            Act.of("cancellation").with(Look.AREA, true, "reason").confirmed().build();

    public static final Act OUTCOME = Act.of("outcome")
            .options(true, "outcome", "PROCEED", "ADJUST", "DECLINE")
            .with(Look.AREA, false, "feedback")
            .with(Look.AREA, false, "adjustment")
            .build();

    public static final Act ACCEPTANCE = Act.of("acceptance")
            .with(Look.HIDDEN, true, "termsHash")
            .confirmed()
            .build();

    public static final Act REFUSAL = Act.of("refusal")
            .options(true, "code", "FEE", "TERMS", "TIMING", "OTHER_WORK", "OTHER")
            .with(Look.AREA, false, "reason")
            .options(true, "shared", "false", "true")
            .confirmed()
            .build();

    public static final Act RETRACTION =
            Act.of("retraction").with(Look.AREA, false, "reason").confirmed().build();

    public static final Act PLACEMENT = Act.of("placement").confirmed().build();

    public static final Act CONFIRMATION = Act.of("confirmation")
            .with(Look.HIDDEN, true, "documentHash")
            .confirmed()
            .build();

    public static final Act SETTLING =
            Act.of("settling").with(Look.BOTH, true, "decision").confirmed().build();

    public static final Act REPORT =
            Act.of("report").with(Look.AREA, true, "text").build();

    /** What a coordinator writes down for either side. */
    public static final Act REPORT_FOR = Act.of("report")
            .options(true, "side", "CLIENT", "TALENT")
            .with(Look.AREA, true, "text")
            .build();

    public static final Act TICKET = Act.of("ticket")
            .options(true, "category", "WORK", "PAYMENT", "HARASSMENT", "OTHER")
            .with(Look.AREA, true, "text")
            .build();

    public static final Act ESCALATION =
            Act.of("escalation").with(Look.AREA, true, "reason").build();

    public static final Act RESOLUTION =
            Act.of("resolution").with(Look.AREA, true, "resolution").confirmed().build();

    public static final Act REPLY =
            Act.of("reply").with(Look.AREA, true, "text").build();

    /** The other side doesn't want proposed terms. */
    public static final Act REJECTION =
            Act.of("rejection").with(Look.AREA, true, "reason").confirmed().build();

    /** The proposing side takes its terms back. */
    public static final Act TAKING_BACK =
            Act.of("takingback").with(Look.AREA, false, "reason").confirmed().build();

    public static final Act CHECK_IN =
            Act.of("checkin").with(Look.DATE, true, "dueOn").build();

    public static final Act OWNERSHIP = Act.of("ownership").build();

    public static final Act ENDING = Act.of("ending").confirmed().build();

    public static final Act SIGNATURE =
            Act.of("signature").with(Look.HIDDEN, true, "termsHash").confirmed().build();

    public static final Act NOTICE = Act.of("notice")
            .with(Look.DATE, true, "endsOn")
            .with(Look.AREA, true, "reason")
            .options(
                    false,
                    "exception",
                    "DISASTER",
                    "UPSTREAM_CANCELLED",
                    "SHORT_CONTRACT",
                    "NO_INDIVIDUAL_ORDER",
                    "TALENT_FAULT")
            .confirmed()
            .build();

    public static final Act CONSENT = Act.of("naming")
            .with(Look.HIDDEN, true, "organizationId")
            .with(Look.HIDDEN, true, "caseId")
            .with(Look.HIDDEN, true, "organizationName")
            .confirmed()
            .build();

    public static final Act REVOCATION = Act.of("revocation").confirmed().build();

    /** To the terms of use. */
    public static final Act AGREEING =
            Act.of("agreeing").with(Look.HIDDEN, true, "terms").confirmed().build();

    public static final Act ERASURE = Act.of("erasure").confirmed().build();

    public static final Act PAUSING = Act.of("pausing").build();

    public static final Act RESUMING = Act.of("resuming").build();

    public static final Act DISCARDING = Act.of("discarding").confirmed().build();

    private Acts() {}
}
