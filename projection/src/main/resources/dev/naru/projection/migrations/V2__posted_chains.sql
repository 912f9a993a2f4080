-- SPDX-License-Identifier: Apache-2.0
-- Every chain that was posted, in the order in which it was: what a member's day is read from. Only ever added to.
create table posted_chains (
    event_number bigint primary key,
    at timestamptz not null,
    payment_number bigint not null,
    source_participant_id integer not null,
    -- 0 where nobody of ours converts.
    fx_provider_id integer not null,
    destination_participant_id integer not null,
    source_group_id integer not null,
    destination_group_id integer not null,
    source_window bigint not null,
    destination_window bigint not null
);
-- Times only rise with the numbers, so a summary of each stretch of rows finds a day and costs a writer nothing.
create index posted_chains_by_time on posted_chains using brin (at);

insert into posted_chains
select t.event_number, t.at, p.number, p.participant_id, coalesce(p.fx_provider_id, 0), p.destination_participant_id,
       p.source_group_id, p.destination_group_id, p.source_window, p.destination_window
from payment_timeline t
join payments p on p.number = t.payment_number
where t.event in ('PaymentCompleted', 'PaymentBlocked')
order by t.event_number;
