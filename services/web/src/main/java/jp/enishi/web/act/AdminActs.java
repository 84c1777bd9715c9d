package jp.enishi.web.act;

import jp.enishi.web.act.Act.Look;

/** The steps that administrators alone take. */
public final class AdminActs {
    public static final Act REPLAYING = Act.of("replaying").confirmed().build();

    public static final Act ROLE_GIVING = Act.of("rolegiving").confirmed().build();

    public static final Act ROLE_TAKING = Act.of("roletaking").confirmed().build();

    public static final Act LOCKING = Act.of("locking").confirmed().build();

    public static final Act UNLOCKING = Act.of("unlocking").build();

    public static final Act PASSWORD_MAIL = Act.of("passwordmail").build();

    /** Another value of a rule, from a day to come. */
    public static final Act RULING = Act.of("ruling")
            .with(Look.DATE, true, "from")
            .with(Look.NUMBER, true, "value")
            .with(Look.AREA, true, "reason")
            .confirmed()
            .build();

    /** Another word for a skill or role. */
    public static final Act WORDING = Act.of("wording")
            .with(Look.LINE, true, "word")
            .with(Look.AREA, true, "reason")
            .build();

    /** A word that was added stands for nothing again. */
    public static final Act RETIRING = Act.of("retiring")
            .with(Look.HIDDEN, true, "word")
            .with(Look.AREA, true, "reason")
            .build();

    private AdminActs() {}
}
