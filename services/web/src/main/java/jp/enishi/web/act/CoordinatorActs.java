package jp.enishi.web.act;

import jp.enishi.web.act.Act.Look;

/** The steps that coordinators alone take. */
public final class CoordinatorActs {
    public static final Act TAKING =
            Act.of("taking").with(Look.HIDDEN, false, "assignee").build();

    public static final Act CONTACTING = Act.of("contacting")
            .options(true, "channel", "ONLINE", "PHONE", "MAIL")
            .with(Look.AREA, true, "note")
            .build();

    public static final Act QUALIFYING = Act.of("qualifying")
            .with(Look.BOTH_LINES, true, "name")
            .with(Look.BOTH_LINES, true, "address")
            .with(Look.LINE, true, "contact")
            .confirmed()
            .build();

    public static final Act INVITING = Act.of("inviting")
            .with(Look.LINE, true, "person")
            .with(Look.LINE, true, "email")
            .options(true, "language", "ja", "en")
            .confirmed()
            .build();

    public static final Act DISMISSAL = Act.of("dismissal")
            .options(true, "reason", "NO_FIT", "NO_ANSWER", "DUPLICATE", "SPAM", "OTHER")
            .with(Look.AREA, false, "note")
            .confirmed()
            .build();

    public static final Act DECLINING =
            Act.of("declining").with(Look.AREA, true, "reason").confirmed().build();

    public static final Act GOING_ON =
            Act.of("goingon").with(Look.AREA, true, "reason").build();

    public static final Act SENDING =
            Act.of("sending").with(Look.TIME, true, "decideBy").confirmed().build();

    public static final Act RECALL = Act.of("recall").confirmed().build();

    public static final Act BOOKING =
            Act.of("booking").with(Look.HIDDEN, true, "slotId").build();

    /** A date that the answers alone don't carry: how it was agreed on is told to all three. */
    public static final Act OVERRIDING = Act.of("overriding")
            .with(Look.HIDDEN, true, "slotId")
            .with(Look.AREA, true, "reason")
            .confirmed()
            .build();

    public static final Act MOVING = Act.of("moving")
            .with(Look.TIME, true, "start")
            .with(Look.AREA, true, "reason")
            .build();

    private CoordinatorActs() {}
}
