-- The trails: whose records are delivered where. A row gives the right to have records delivered, so it has a code.
-- `started_at`, `stopped_at`: the id of the log and the number of its last record then.
-- `closed`: the last digests of a stopped trail are made. `deleted`: the row goes when they are.
CREATE TABLE trail (
    account_id    ${text} NOT NULL,
    region        ${text} NOT NULL,
    name          ${text} NOT NULL,
    bucket        ${text} NOT NULL,
    prefix        ${text},
    multi_region  ${long} NOT NULL,
    global_events ${long} NOT NULL,
    validated     ${long} NOT NULL,
    logging       ${long} NOT NULL,
    started_ms    ${long},
    stopped_ms    ${long},
    started_at    ${text},
    stopped_at    ${text},
    closed        ${long} NOT NULL,
    deleted       ${long} NOT NULL,
    read_write    ${text} NOT NULL,
    management    ${long} NOT NULL,
    excluded      ${text} NOT NULL,
    created_ms    ${long} NOT NULL,
    mac           ${bytes},
    PRIMARY KEY (account_id, region, name)
) ${strict};

-- When each trail has delivered a log file and a digest the last time.
CREATE TABLE trail_times (
    trail        ${text} NOT NULL PRIMARY KEY,
    delivered_ms ${long},
    digested_ms  ${long}
) ${strict};

-- The tags of trails. They give no rights.
CREATE TABLE trail_tag (
    trail     ${text} NOT NULL,
    tag_key   ${text} NOT NULL,
    tag_value ${text} NOT NULL,
    PRIMARY KEY (trail, tag_key)
) ${strict};

-- How far the records of each log are delivered. `plan_seq` and `plan_ms`: the files up to that record are being
-- written, so that they are written again in the same form after a crash.
CREATE TABLE trail_cursor (
    log      ${text} NOT NULL PRIMARY KEY,
    seq      ${long} NOT NULL,
    done_ms  ${long} NOT NULL,
    plan_seq ${long},
    plan_ms  ${long}
) ${strict};

-- The Regions that have files of their own.
CREATE TABLE trail_region (
    account_id ${text} NOT NULL,
    region     ${text} NOT NULL,
    PRIMARY KEY (account_id, region)
) ${strict};

-- The last digest of each chain; there is none at first.
CREATE TABLE trail_chain (
    trail      ${text} NOT NULL,
    region     ${text} NOT NULL,
    ended_ms   ${long} NOT NULL,
    bucket     ${text},
    object_key ${text},
    hash       ${text},
    signature  ${text},
    PRIMARY KEY (trail, region)
) ${strict};

-- The log files that no digest lists yet.
CREATE TABLE trail_file (
    bucket       ${text} NOT NULL,
    object_key   ${text} NOT NULL,
    trail        ${text} NOT NULL,
    region       ${text} NOT NULL,
    delivered_ms ${long} NOT NULL,
    hash         ${text} NOT NULL,
    oldest       ${text} NOT NULL,
    newest       ${text} NOT NULL,
    PRIMARY KEY (bucket, object_key)
) ${strict};

CREATE INDEX trail_file_chain ON trail_file (trail, region, delivered_ms);

-- The keys that sign digests, each wrapped under the root key together with its Region and its time.
CREATE TABLE trail_key (
    region      ${text} NOT NULL,
    fingerprint ${text} NOT NULL,
    wrapped     ${bytes} NOT NULL,
    created_ms  ${long} NOT NULL,
    PRIMARY KEY (region, fingerprint)
) ${strict};

-- The files that another store has to get, log files before the digests that list them.
CREATE TABLE trail_export (
    bucket     ${text} NOT NULL,
    object_key ${text} NOT NULL,
    digest     ${long} NOT NULL,
    PRIMARY KEY (bucket, object_key)
) ${strict};

-- The store that gets them. It has had all files that were there when its row was made.
CREATE TABLE trail_destination (
    destination ${text} NOT NULL PRIMARY KEY
) ${strict};
