-- SPDX-License-Identifier: Apache-2.0
-- The read side: what the hub's events add up to. docs/read-side.md says what each table is for and what in it is personal.
-- Amounts are minor units of the currency beside them. Times are the cluster's, to the microsecond. Everything here can be
-- built again from the first event; nothing here is asked by the machine.

-- How far the tables are: written in the same transaction as what the events did.
create table progress (
    only_row boolean primary key default true check (only_row),
    number bigint not null,
    crc integer not null,
    at timestamptz
);
insert into progress (number, crc) values (0, 0);

-- Events that could not be dealt with. While one halts, nothing that comes after it is here.
create table set_aside (
    event_number bigint primary key,
    event text not null,
    complaint text not null,
    halts boolean not null
);

create table participants (
    participant_id integer primary key,
    code text not null,
    kind text not null,
    status text not null,
    allowed_kinds text[] not null
);

create table settlement_groups (
    group_id integer primary key,
    code text not null,
    currency text not null,
    settlement_bank_code text not null,
    utc_offset_minutes integer not null,
    open_window bigint not null
);

create table members (
    group_id integer not null,
    participant_id integer not null,
    rule text not null,
    cap_minor bigint not null,
    collateral_minor bigint not null,
    -- What payments posted against the position and nothing has settled since.
    unsettled_debits_minor bigint not null default 0,
    primary key (group_id, participant_id)
);

create table headroom_warnings (
    event_number bigint primary key,
    at timestamptz not null,
    participant_id integer not null,
    group_id integer not null,
    percent integer not null
);

create table corridors (
    corridor_id integer primary key,
    code text not null,
    status text not null,
    source_group_id integer not null,
    destination_group_id integer not null,
    destination_participant_id integer not null,
    converter text not null,
    least_minor bigint not null,
    most_minor bigint not null,
    payer_day_minor bigint not null,
    payer_fixed_fee_minor bigint not null,
    payer_share_millionths integer not null,
    payee_fixed_fee_minor bigint not null,
    payee_share_millionths integer not null,
    required_items text[] not null,
    evidence_above_minor bigint not null,
    refuse_at_score integer not null,
    hold_at_score integer not null,
    quote_ns bigint not null,
    dispatch_ns bigint not null,
    answer_ns bigint not null,
    execution_ns bigint not null,
    enquiries_ns bigint[] not null,
    not_found_rule text not null
);

create table rates (
    event_number bigint primary key,
    at timestamptz not null,
    provider_id integer not null,
    source_currency text not null,
    destination_currency text not null,
    up_to_minor bigint[] not null,
    -- Major units of the source for one of the destination, times 10^9.
    rate_scaled bigint[] not null,
    valid_until timestamptz not null
);
create index rates_by_pair on rates (source_currency, destination_currency, provider_id, event_number);

create table quotes (
    quote_id bigint primary key,
    event_number bigint not null,
    at timestamptz not null,
    corridor_id integer not null,
    kind text not null,
    source_participant_id integer not null,
    source_group_id integer not null,
    fx_provider_id integer not null,
    destination_participant_id integer not null,
    destination_group_id integer not null,
    source_currency text,
    destination_currency text,
    rate_scaled bigint not null,
    source_minor bigint not null,
    provider_source_minor bigint not null,
    payer_fee_minor bigint not null,
    destination_minor bigint not null,
    provider_destination_minor bigint not null,
    payee_fee_minor bigint not null,
    payee_digest bytea,
    expires_at timestamptz not null
);

-- A payment with its chain. The chain posts whole or not at all, so it lies in one row with the state that says which.
-- The fill factor leaves room for the states to come, and no column that changes is indexed: such an update touches no index.
create table payments (
    number bigint primary key,
    payment_id uuid not null,
    participant_id integer not null,
    state text not null,
    rejection text,
    iso_reason text not null,
    corridor_id integer,
    kind text,
    source_group_id integer,
    fx_provider_id integer,
    destination_participant_id integer,
    destination_group_id integer,
    source_currency text,
    destination_currency text,
    rate_scaled bigint,
    source_minor bigint,
    provider_source_minor bigint,
    payer_fee_minor bigint,
    destination_minor bigint,
    provider_destination_minor bigint,
    payee_fee_minor bigint,
    quote_id bigint,
    payer_digest bytea,
    evidence_reference bigint,
    screening_score integer,
    initiated_at timestamptz not null,
    held_until timestamptz,
    reserved_at timestamptz,
    dispatch_by timestamptz,
    dispatched_at timestamptz,
    in_doubt_at timestamptz,
    ended_at timestamptz,
    source_window bigint,
    destination_window bigint,
    payee_name text,
    payee_city text,
    chain_purposes text[],
    chain_debits integer[],
    chain_credits integer[],
    chain_amounts_minor bigint[]
) with (fillfactor = 80);
create index payments_by_id on payments (payment_id);
create index payments_of_participant on payments (participant_id, number);
create index payments_to_participant on payments (destination_participant_id, number);
create index payments_by_time on payments (initiated_at);
-- Few are ever held, and held_until never changes.
create index payments_held on payments (number) where held_until is not null;

-- What people call a payment: every reference that anybody gave it.
create table payment_names (
    name text not null,
    kind text not null,
    payment_number bigint not null,
    primary key (name, kind, payment_number)
);
create index names_of_payment on payment_names (payment_number);

create table payment_timeline (
    payment_number bigint not null,
    event_number bigint not null,
    at timestamptz not null,
    event text not null,
    state text,
    reason text,
    answer text,
    link_participant_id integer,
    person_id bigint,
    enquiry integer,
    particulars bytea,
    particulars_sha256 bytea,
    primary key (payment_number, event_number)
);

create table recovery_items (
    item_number bigint primary key,
    payment_number bigint not null,
    reason text not null,
    link_participant_id integer not null,
    answer text,
    -- Empty where the answer named no amount.
    amount_minor bigint,
    currency text not null,
    opened_at timestamptz not null,
    first_person_id bigint,
    second_person_id bigint,
    closed_at timestamptz
);
create index recovery_items_of_payment on recovery_items (payment_number);

create table fundings (
    event_number bigint primary key,
    at timestamptz not null,
    funding_id uuid not null,
    participant_id integer not null,
    group_id integer not null,
    amount_minor bigint not null
);

create table windows (
    group_id integer not null,
    window_number bigint not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    primary key (group_id, window_number)
);

create table obligations (
    event_number bigint primary key,
    at timestamptz not null,
    group_id integer not null,
    window_number bigint not null,
    participant_id integer not null,
    debit_account integer not null,
    credit_account integer not null,
    amount_minor bigint not null
);
create index obligations_of_window on obligations (group_id, window_number);

-- The four sums of each account that anything ever touched.
create table accounts (
    account integer primary key,
    kind text not null,
    participant_id integer not null,
    group_id integer not null,
    debits_posted_minor bigint not null,
    credits_posted_minor bigint not null,
    debits_pending_minor bigint not null,
    credits_pending_minor bigint not null
) with (fillfactor = 50);
create index accounts_of_group on accounts (group_id, account);

create table time_moves (
    event_number bigint primary key,
    at timestamptz not null,
    offset_ns bigint not null
);

-- Every transfer of every payment, one row each: pending, posted (into a window) or void.
create view transfers as
select p.number as payment_number,
       t.position::integer as position,
       t.purpose,
       t.debit_account,
       t.credit_account,
       t.amount_minor,
       case when p.state in ('COMPLETED', 'BLOCKED') then 'POSTED'
            when p.state in ('REJECTED', 'EXPIRED') then 'VOID'
            else 'PENDING' end as status,
       t.debit_account & 2047 as group_id,
       case when p.state in ('COMPLETED', 'BLOCKED')
            then case when t.debit_account & 2047 = p.source_group_id then p.source_window
                      else p.destination_window end end as window_number
from payments p
cross join lateral unnest(p.chain_purposes, p.chain_debits, p.chain_credits, p.chain_amounts_minor)
    with ordinality as t(purpose, debit_account, credit_account, amount_minor, position);

-- Balances are credit less debit: negative is owed by the participant.
create view positions as
select m.group_id, m.participant_id, m.rule, m.cap_minor, m.collateral_minor, m.unsettled_debits_minor,
       coalesce(l.credits_posted_minor - l.debits_posted_minor, 0) as liquidity_minor,
       coalesce(p.credits_posted_minor - p.debits_posted_minor, 0) as position_minor,
       coalesce(o.credits_posted_minor - o.debits_posted_minor, 0) as obligation_minor,
       coalesce(p.debits_pending_minor, 0) as pending_debits_minor,
       coalesce(p.credits_pending_minor, 0) as pending_credits_minor
from members m
left join accounts p on p.group_id = m.group_id and p.participant_id = m.participant_id and p.kind = 'POSITION'
left join accounts o on o.group_id = m.group_id and o.participant_id = m.participant_id and o.kind = 'OBLIGATION'
left join accounts l on l.group_id = m.group_id and l.participant_id = m.participant_id and l.kind = 'LIQUIDITY';
