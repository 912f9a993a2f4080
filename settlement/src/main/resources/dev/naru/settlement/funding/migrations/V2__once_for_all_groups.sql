-- SPDX-License-Identifier: Apache-2.0
-- The bank's own name of a booking: it is funded once, in whichever file and for whichever group it comes.

alter table bank_entries add currency text;
update bank_entries as entry
set currency = coalesce(substring(convert_from(file.content, 'UTF8') from 'Ccy="([A-Z]{3})"'), '')
from bank_files as file where file.file_sha256 = entry.file_sha256;
alter table bank_entries alter currency set not null;
alter table bank_entries drop constraint bank_entries_group_id_bank_reference_key;
alter table bank_entries add unique (bank, currency, reference);
