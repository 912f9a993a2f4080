-- SPDX-License-Identifier: Apache-2.0
-- Which gateway has leased a delivery, so that it can free after a kill what it never settled.
alter table delivery add column leased_by text not null default '';
