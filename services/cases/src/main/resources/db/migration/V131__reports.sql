-- What other services reported of candidacies, the tasks that follow from meetings, three more legal steps, and each consent by itself.

-- The newest state of each meeting, offer, order and engagement of a candidacy.
create table candidacy_report (
    thing_id     uuid primary key,
    candidacy_id uuid not null references candidacy,
    state        text not null
);
create index candidacy_report_of_candidacy on candidacy_report (candidacy_id);

-- A side of a meeting wants the requirements adjusted: open until there is a newer version than this.
create table adjustment (
    meeting_id           uuid        not null,
    side                 text        not null check (side in ('CLIENT', 'TALENT', 'COORDINATOR')),
    candidacy_id         uuid        not null references candidacy,
    case_id              uuid        not null references client_case,
    requirements_version integer     not null,
    at                   timestamptz not null default now(),
    primary key (meeting_id, side)
);
create index adjustment_of_case on adjustment (case_id);
create trigger adjustment_is_immutable before update or delete or truncate on adjustment for each statement execute function refuse_change();

insert into candidacy_edge values ('PROPOSED', 'APPLIED'), ('MEETING_WANTED', 'MET'), ('PASSED', 'AGREED');

-- A talent may withdraw one consent and give another: the end of the first, told late, is not the end of the second.
-- What was kept without the consent's id could never be withdrawn, so it names nobody any more.
alter table consent drop constraint consent_pkey;
alter table consent add column consent_id uuid;
update consent set consent_id = gen_random_uuid(), given = false;
alter table consent add primary key (consent_id);
create index consent_given on consent (talent_id, case_id, organization_id) where given;

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert, update on candidacy_report, consent to %I', '${appRole}');
        execute format('revoke delete, truncate on candidacy_report, consent from %I', '${appRole}');
        execute format('grant select, insert on adjustment to %I', '${appRole}');
        execute format('revoke update, delete, truncate on adjustment from %I', '${appRole}');
    end if;
end $$;
