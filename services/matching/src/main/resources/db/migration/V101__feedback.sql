-- What became of a talent who was shown for a position: the furthest step, and what was known when they were shown.
create table feedback (
    case_id              uuid             not null,
    position_id          uuid             not null,
    talent_id            uuid             not null,
    candidacy_id         uuid,
    -- 0 shown, 1 opened, 2 short-listed, 3 met or to be met, 4 offered, 5 ordered.
    grade                smallint         not null check (grade between 0 and 5),
    -- Why one side said no; the grade stays that of the step before.
    reason               text             check (reason ~ '^[A-Z][A-Z_]{0,39}$'),
    case_version         bigint,
    requirements_version integer,
    talent_version       bigint,
    taxonomy_version     text             not null,
    weights_version      text             not null,
    score                double precision,
    -- Values 0–1 by the feature's name; empty when the pair broke a hard condition or wasn't known.
    features             jsonb            not null,
    shown_at             timestamptz      not null,
    judged_at            timestamptz,
    primary key (case_id, position_id, talent_id)
);
create index feedback_of_talent on feedback (talent_id);
create index feedback_of_candidacy on feedback (candidacy_id);
