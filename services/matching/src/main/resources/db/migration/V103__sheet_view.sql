-- Whose anonymised sheet a client was shown among those that fit a case: once a day, and told to the talent.
create table sheet_view (
    organization_id uuid        not null,
    case_id         uuid        not null,
    talent_id       uuid        not null,
    day             date        not null,
    view_id         uuid        not null unique,
    primary key (organization_id, case_id, talent_id, day)
);
create index sheet_view_of_talent on sheet_view (talent_id);
