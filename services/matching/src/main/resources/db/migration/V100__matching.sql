-- A case and a talent that were told of each other. The pair is there once, whichever side looked for the other.
create table match_proposal (
    match_id         uuid             primary key,
    kind             text             not null check (kind in ('NEW_CASE', 'FITTING_CASE')),
    case_id          uuid             not null,
    position_id      uuid             not null,
    talent_id        uuid             not null,
    score            double precision not null check (score between 0 and 1),
    case_version     bigint           not null check (case_version >= 1),
    talent_version   bigint           not null check (talent_version >= 1),
    weights_version  text             not null,
    taxonomy_version text             not null,
    proposed_at      timestamptz      not null,
    unique (case_id, talent_id)
);
create index match_proposal_talent on match_proposal (talent_id);
