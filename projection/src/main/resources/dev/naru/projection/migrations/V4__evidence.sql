-- SPDX-License-Identifier: Apache-2.0
-- Proofs of authentication: what was asked, what became of each tap, who may prove, and from which amount on proof is wanted.
-- Cards, devices and payers stand here by digests alone.

create table challenges (
    number bigint primary key,
    request_id uuid not null,
    participant_id integer not null,
    purpose text not null,
    payer uuid not null,
    -- Null where a card was to be enrolled.
    card uuid,
    -- Null where none had to sign.
    device uuid,
    transaction uuid not null,
    -- Of a payment alone.
    payment_id uuid,
    source_group_id integer,
    debit_minor bigint,
    payee uuid,
    state text not null,
    issued_at timestamptz not null,
    -- Until when what the state awaits must have come.
    until timestamptz not null,
    replaced_at timestamptz,
    taken_at timestamptz,
    judged_at timestamptz,
    verdict text,
    -- The verifier's own number for what was wrong.
    fault integer,
    tapped_card uuid,
    card_counter bigint,
    used_at timestamptz,
    -- Null where something else than a payment used it.
    payment_number bigint
);
create index challenges_payer on challenges (participant_id, payer, number);
create index challenges_card on challenges (participant_id, card, number) where card is not null;

create table authenticators (
    participant_id integer not null,
    kind text not null,
    key uuid not null,
    payer uuid not null,
    status text not null,
    failures_at_change integer not null,
    locked_until timestamptz,
    usable_from timestamptz,
    changed_at timestamptz not null,
    primary key (participant_id, kind, key)
);

create table evidence_rules (
    participant_id integer not null,
    group_id integer not null,
    -- All zero for all of the participant's payers.
    payer uuid not null,
    -- Null for never.
    evidence_above_minor bigint,
    new_device_minor bigint not null,
    primary key (participant_id, group_id, payer)
);
