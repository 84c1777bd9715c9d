-- Inquiries of companies that are no clients yet, and what makes a client of one.

create table inquiry (
    inquiry_id     uuid        primary key,
    -- How sender and coordinator name it to each other.
    reference      text        not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
    version        bigint      not null check (version >= 1),
    state          text        not null check (state in ('NEW', 'TAKEN', 'QUALIFIED', 'CLOSED')),
    -- Of the person, forgotten some time after the closing.
    company        text check (btrim(company) <> ''),
    person         text check (btrim(person) <> ''),
    email          text check (btrim(email) <> ''),
    phone          text,
    message        text check (btrim(message) <> ''),
    -- Tells the same words of the same sender, without being them.
    fingerprint    bytea,
    language       text        not null check (language in ('ja', 'en')),
    consent_at     timestamptz not null,
    received_at    timestamptz not null,
    due_at         timestamptz not null,
    assignee       uuid,
    company_id     uuid        references company,
    closing_reason text check (closing_reason in ('NO_FIT', 'SPAM', 'DUPLICATE', 'NO_ANSWER', 'OTHER')),
    closing_note   text,
    closed_at      timestamptz,
    erased_at      timestamptz,
    check ((state = 'CLOSED') = (closing_reason is not null)),
    check ((state = 'CLOSED') = (closed_at is not null)),
    check (state in ('NEW', 'CLOSED') or assignee is not null),
    check (company_id is null or state = 'QUALIFIED'),
    check (case when erased_at is null
                then company is not null and person is not null and email is not null and message is not null
                else state = 'CLOSED' and num_nonnulls(company, person, email, phone, message, fingerprint, closing_note) = 0 end)
);
create index inquiry_by_due on inquiry (due_at, inquiry_id);
create index inquiry_by_assignee on inquiry (assignee, due_at, inquiry_id) where assignee is not null;
create index inquiry_of_sender on inquiry (lower(email), received_at) where email is not null;
create index inquiry_to_forget on inquiry (closed_at) where state = 'CLOSED' and erased_at is null;

create table inquiry_contact (
    contact_id uuid        primary key,
    inquiry_id uuid        not null references inquiry,
    at         timestamptz not null,
    channel    text        not null check (channel in ('ONLINE', 'PHONE', 'MAIL')),
    -- Forgotten with the inquiry.
    note       text check (btrim(note) <> ''),
    author     uuid        not null
);
create index inquiry_contacts on inquiry_contact (inquiry_id, contact_id);

-- What a qualification sets going in the identity provider; each step is noted, so that a repetition begins after it.
create table onboarding (
    inquiry_id      uuid        primary key references inquiry,
    name            text        not null check (name is json object),
    address         text        not null check (address is json object),
    contact         text        not null,
    requested_by    uuid        not null,
    organization_id uuid,
    user_id         uuid,
    invited_at      timestamptz,
    done_at         timestamptz,
    attempts        integer     not null default 0,
    next_at         timestamptz not null default now(),
    lease_until     timestamptz,
    problem         text check (problem ~ '^[a-z]+(-[a-z0-9]+)*$'),
    check (done_at is null or organization_id is not null and user_id is not null and lease_until is null)
);
create index onboarding_due on onboarding (next_at) where done_at is null;

create function guard_inquiry() returns trigger language plpgsql as $$
begin
    if new.version not in (old.version, old.version + 1) then
        raise exception 'Versions of an inquiry have no gap' using errcode = 'check_violation';
    end if;
    if new.state <> old.state and new.version = old.version
        or (old.state, new.state) not in (('NEW', 'NEW'), ('NEW', 'TAKEN'), ('NEW', 'CLOSED'), ('TAKEN', 'TAKEN'),
            ('TAKEN', 'QUALIFIED'), ('TAKEN', 'CLOSED'), ('QUALIFIED', 'QUALIFIED'), ('CLOSED', 'CLOSED')) then
        raise exception 'An inquiry cannot go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    if new.company_id is distinct from old.company_id and old.company_id is not null then
        raise exception 'An inquiry stays with its company' using errcode = 'check_violation';
    end if;
    if (new.inquiry_id, new.reference, new.received_at, new.due_at) <> (old.inquiry_id, old.reference, old.received_at, old.due_at) then
        raise exception 'When an inquiry came is never changed' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger inquiry_is_guarded before update on inquiry for each row execute function guard_inquiry();

create function guard_inquiry_contact() returns trigger language plpgsql as $$
begin
    if new.note is not null
        or (new.contact_id, new.inquiry_id, new.at, new.channel, new.author) <> (old.contact_id, old.inquiry_id, old.at, old.channel, old.author) then
        raise exception 'What was said is never changed, only forgotten' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger inquiry_contact_is_guarded before update on inquiry_contact for each row execute function guard_inquiry_contact();

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert, update on inquiry, inquiry_contact, onboarding to %I', '${appRole}');
        execute format('revoke delete, truncate on inquiry, inquiry_contact, onboarding from %I', '${appRole}');
    end if;
end $$;
