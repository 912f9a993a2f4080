-- By what a device is forgotten: the machine's name of it, which is the first half.
create index device_key_name on device_key (participant_id, substring(thumbprint from 1 for 16));

-- In which order answers are forgotten.
create index challenge_answered on challenge (found_ns) where found_ns is not null;
