-- What a key does in its life. Rotation: every how many days, and when next. Deletion: how long the waiting period is.
-- A multi-Region key: the Region of the primary key, and all Regions of the set, in order, with blanks between them.
-- Imported material: whether any expires, and the first time at which one does; null while a part is missing.
ALTER TABLE kms_key ADD COLUMN rotation_days ${long};
ALTER TABLE kms_key ADD COLUMN rotation_ms ${long};
ALTER TABLE kms_key ADD COLUMN window_days ${long};
ALTER TABLE kms_key ADD COLUMN primary_region ${text};
ALTER TABLE kms_key ADD COLUMN regions ${text};
ALTER TABLE kms_key ADD COLUMN expiration_model ${text};
ALTER TABLE kms_key ADD COLUMN valid_to_ms ${long};

-- When a material became current and why; null for the first. What its importer said. An imported material that was
-- deleted or has expired keeps its row, with no bytes in `wrapped`.
ALTER TABLE key_material ADD COLUMN rotated_ms ${long};
ALTER TABLE key_material ADD COLUMN rotation_type ${text};
ALTER TABLE key_material ADD COLUMN valid_to_ms ${long};
ALTER TABLE key_material ADD COLUMN description ${text};

UPDATE kms_key SET window_days = 30 WHERE deletion_ms IS NOT NULL;
-- Their deletion is due when their waiting period ends.
INSERT INTO chore (kind, subject, due_ms)
    SELECT 'key-deletion', region || '/' || key_id, deletion_ms FROM kms_key WHERE deletion_ms IS NOT NULL;
