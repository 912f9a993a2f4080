-- Device keys that were registered. One counts from when a card of the payer has let it in, which the machine knows.
create table device_key (
    participant_id integer not null,
    payer          bytea   not null,
    thumbprint     bytea   not null,
    credential_id  bytea   not null,
    public_key     bytea   not null,
    attestation    text    not null,
    backup         text    not null,
    counter        bigint  not null,
    registered_ns  bigint  not null,
    primary key (participant_id, payer, thumbprint)
);

-- What was shown, from which T is made again; and, once it was answered, what was found.
create table challenge (
    participant_id     integer not null,
    challenge_id       uuid    not null,
    request_digest     bytea   not null,
    payer              bytea   not null,
    payer_reference    text    not null,
    source_group_id    integer not null,
    relying_party      text    not null,
    purpose            text    not null,
    payment_id         uuid,
    amount_minor       bigint  not null,
    currency           text    not null,
    payee_account_hash bytea   not null,
    payee_name         text    not null,
    payer_account_hash bytea   not null,
    card_reference     bytea   not null,
    device_key         bytea   not null,
    nonce              bytea   not null,
    issued_at_ms       bigint  not null,
    expires_at_ms      bigint  not null,
    found_ns           bigint,
    fault              text,
    transcript_hash    bytea,
    masked_transcript  text[],
    slowest_us         integer,
    method             text,
    binding            text,
    issuer_word        text,
    tapped_card        bytea,
    card_key           bytea,
    card_profile       bytea,
    card_counter       bigint,
    last_month         text,
    brand              text,
    first_digits       text,
    last_digits        text,
    primary key (participant_id, challenge_id)
);
create index challenge_unanswered on challenge (expires_at_ms) where found_ns is null;
