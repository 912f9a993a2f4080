-- SPDX-License-Identifier: Apache-2.0
-- By what challenges are looked for. Each of these gives them in the order of their numbers, or is of a few rows.
create index challenges_of_participant on challenges (participant_id, number);
create index challenges_by_request on challenges (request_id);
create index challenges_for_payment on challenges (payment_id) where payment_id is not null;
-- Numbers rise with times, so a time is looked up once and stands for a number from there on.
create index challenges_by_time on challenges (issued_at, number);
-- What proved nothing is rare and looked for often.
create index challenges_failed on challenges (verdict, number) where verdict <> 'VERIFIED';
