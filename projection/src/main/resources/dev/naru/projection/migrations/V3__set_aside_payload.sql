-- SPDX-License-Identifier: Apache-2.0
-- What came, where it could not be read: a person or a newer version can still do so when the event files are gone. Null for
-- an event that could be read, and for those set aside before this column was there.
alter table set_aside add column payload bytea;
