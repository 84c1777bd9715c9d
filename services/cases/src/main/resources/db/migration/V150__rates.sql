-- What rates are wished for, by person, and the guidance made of them, in which nobody can be found again.

create table talent_rate (
    talent_id   uuid   primary key,
    version     bigint not null check (version >= 1),
    -- Yen a month at 100 %, tax excluded.
    wish        bigint not null check (wish > 0),
    utilisation text   not null check (utilisation in ('PART', 'FULL')),
    roles       text[] not null,
    workplaces  text[] not null
);

create table rate_group (
    role        text    not null,
    utilisation text    not null check (utilisation in ('PART', 'FULL')),
    workplace   text    not null check (workplace in ('ON_SITE', 'HYBRID', 'REMOTE')),
    sample_size integer not null check (sample_size >= 5),
    lower       bigint  not null,
    median      bigint  not null,
    upper       bigint  not null,
    primary key (role, utilisation, workplace),
    check (lower <= median and median <= upper)
);

-- One row: when the groups were made.
create table rate_guidance (
    one   boolean primary key default true check (one),
    as_of timestamptz
);
insert into rate_guidance values (true, null);

-- Those whose sheets came before this table.
insert into talent_rate
select talent_id, version, (w #>> '{rate,wish,amount}')::bigint,
    case when (a #>> '{utilisation,maximum}')::integer <= 60 then 'PART' else 'FULL' end,
    array(select distinct role from (
        select jsonb_array_elements_text(w -> 'roles') as role
        union all select r ->> 'role' from jsonb_array_elements(s -> 'roles') r where w -> 'roles' = '[]') all_roles),
    array(select distinct jsonb_array_elements_text(w -> 'workplaces'))
from (select distinct on (talent_id) talent_id, version, sheet::jsonb as s, availability::jsonb as a, wishes::jsonb as w
      from talent_sheet order by talent_id, version desc) newest
where w #>> '{rate,wish,currency}' = 'JPY' and (w #>> '{rate,wish,amount}')::bigint > 0 and a #>> '{utilisation,maximum}' is not null;
