-- SPDX-License-Identifier: Apache-2.0
-- How often its participant has changed an endpoint: what an answer says of one from before says
-- nothing of the one that is there now.
alter table endpoint add column version bigint not null default 0;
