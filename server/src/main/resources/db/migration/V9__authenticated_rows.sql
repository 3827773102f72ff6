-- Rows that give rights carry a code over their columns, under a key that the root of trust wraps: who only writes to
-- the database cannot make one. Null: an older Trent wrote the row. `trent adopt-rows` computes the codes of such rows.
-- docs/spec/authenticated-rows.md has the columns that a code covers.

-- Has one row at most. `name`: `rows`.
CREATE TABLE row_key (
    name    ${text}  NOT NULL PRIMARY KEY,
    wrapped ${bytes} NOT NULL
) ${strict};

ALTER TABLE account ADD COLUMN mac ${bytes};
ALTER TABLE access_key ADD COLUMN mac ${bytes};
ALTER TABLE kms_key ADD COLUMN mac ${bytes};
ALTER TABLE key_material ADD COLUMN mac ${bytes};
ALTER TABLE key_alias ADD COLUMN mac ${bytes};
ALTER TABLE key_tag ADD COLUMN mac ${bytes};
ALTER TABLE iam_entity ADD COLUMN mac ${bytes};
ALTER TABLE iam_role ADD COLUMN mac ${bytes};
ALTER TABLE iam_policy ADD COLUMN mac ${bytes};
ALTER TABLE iam_policy_version ADD COLUMN mac ${bytes};
ALTER TABLE iam_attachment ADD COLUMN mac ${bytes};
ALTER TABLE iam_inline_policy ADD COLUMN mac ${bytes};
ALTER TABLE iam_membership ADD COLUMN mac ${bytes};
ALTER TABLE iam_tag ADD COLUMN mac ${bytes};
ALTER TABLE account_alias ADD COLUMN mac ${bytes};
ALTER TABLE kms_grant ADD COLUMN mac ${bytes};
ALTER TABLE session_end ADD COLUMN mac ${bytes};
