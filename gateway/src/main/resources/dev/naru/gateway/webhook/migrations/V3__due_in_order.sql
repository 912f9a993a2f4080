-- SPDX-License-Identifier: Apache-2.0
-- What is due at an endpoint, in the order in which it is leased: a lease reads its beginning alone.
-- Only who asks by time can use it (next_attempt_ns > 0, which always holds). Whether something
-- stands before a message of the same payment is for the other index; where the planner knows
-- little of the table it would think both alike, and read for each message all that waits.
drop index delivery_due;
create index delivery_due on delivery (endpoint_id, next_attempt_ns, event_number)
    where state = 'PENDING' and next_attempt_ns > 0;
