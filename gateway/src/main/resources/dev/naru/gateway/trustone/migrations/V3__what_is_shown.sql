-- What the payer is shown of a withdrawal's account, and which limit is changed. Both are in T.
alter table challenge
    add column payee_account_shown text not null default '',
    add column changed_limit text not null default '';
