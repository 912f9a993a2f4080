-- SPDX-License-Identifier: Apache-2.0
-- What settlement banks said reached the hub's accounts, and which two people made a funding of it. docs/members-day.md.

-- Each camt.054 as it came.
create table bank_files (
    file_sha256 bytea primary key,
    group_id integer not null,
    message_id text not null,
    content bytea not null,
    submitted_by bigint not null,
    submitted_at timestamptz not null
);

create table bank_entries (
    entry_number bigint generated always as identity primary key,
    group_id integer not null,
    bank text not null,
    reference text not null,
    message_id text not null,
    file_sha256 bytea not null references bank_files,
    amount_minor bigint not null,
    booked text not null,
    participant_id integer,
    unmatched text,
    submitted_by bigint not null,
    submitted_at timestamptz not null,
    confirmed_by bigint,
    confirmed_at timestamptz,
    funded_at timestamptz,
    -- The bank's own name of a booking: it is funded once, in whichever file it comes.
    unique (group_id, bank, reference),
    check ((participant_id is null) <> (unmatched is null)),
    -- Two people, whatever a program does.
    check (confirmed_by <> submitted_by),
    check (confirmed_by is null or participant_id is not null),
    check (funded_at is null or confirmed_by is not null)
);
