-- Where participants want to be told, and with which secret (closed, see SecretBox).
create table endpoint (
    id                    text     primary key,
    participant_id        integer  not null,
    idempotency_key       text     not null,
    request_digest        bytea    not null,
    url                   text     not null,
    types                 text[]   not null,
    is_enabled            boolean  not null,
    disabled_reason       text     not null default '',
    created_ns            bigint   not null,
    secret                bytea    not null,
    rotation_key          text     not null default '',
    earlier_secret        bytea,
    earlier_until_ns      bigint   not null default 0,
    unique (participant_id, idempotency_key)
);

-- Whom a payment concerns: only its first event says so.
create table payment (
    number        bigint  primary key,
    payer_side_id integer not null,
    provider_id   integer not null,
    payee_side_id integer not null,
    ended_ns      bigint  not null default 0
);
create index payment_ended on payment (ended_ns) where ended_ns > 0;

create table message (
    participant_id integer not null,
    event_number   bigint  not null,
    payment_number bigint  not null,
    type           text    not null,
    time_ns        bigint  not null,
    body           bytea   not null,
    primary key (participant_id, event_number)
);
create index message_time on message (time_ns);

create table delivery (
    endpoint_id      text     not null references endpoint on delete cascade,
    event_number     bigint   not null,
    payment_number   bigint   not null,
    state            text     not null check (state in ('PENDING', 'DELIVERED', 'GIVEN_UP')),
    attempts         integer  not null default 0,
    next_attempt_ns  bigint   not null,
    leased_until     timestamptz,
    resend_key       text     not null default '',
    primary key (endpoint_id, event_number)
);
create index delivery_due on delivery (endpoint_id, next_attempt_ns) where state = 'PENDING';
create index delivery_order on delivery (endpoint_id, payment_number, event_number) where state = 'PENDING';

create table attempt (
    endpoint_id   text     not null,
    event_number  bigint   not null,
    made_ns       bigint   not null,
    took_ms       integer  not null,
    status        integer  not null,
    failure       text     not null,
    foreign key (endpoint_id, event_number) references delivery on delete cascade
);
create index attempt_of on attempt (endpoint_id, event_number);

-- How far the events were read: one row, written in the transaction of what they led to.
create table progress (
    only_row      boolean primary key check (only_row),
    event_number  bigint  not null,
    crc           integer not null
);
insert into progress values (true, 0, 0);
