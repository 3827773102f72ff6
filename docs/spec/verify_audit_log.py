#!/usr/bin/env python3
"""Verifies the chain of an audit log, as docs/spec/audit-log.md describes it. Python 3.9, standard library only.

verify_audit_log.py FOLDER [NUMBER:HASH]   FOLDER has the files; the record NUMBER must be there with this hash.
It prints each break and the last record, and ends with status 1 if there is a break.
"""
import hashlib, json, pathlib, re, sys, zlib

NAME = re.compile(r"records-[0-9TZ]+-([0-9]{8,})\.jsonl(\.gz)?")
LINE = re.compile(rb'\{"seq":([1-9][0-9]{0,17}),"hash":"([0-9a-f]{64})",(".*\})', re.S)
HEADER = re.compile(rb'\{"segment":\{"format":1,"log":"([0-9a-f-]{36})","number":([0-9]+),"previous":"([0-9a-f]{64})",'
                    rb'"created":"[^"]+"(,"accepted":true)?\}\}')


def unpack(data):
    """Returns what the members of a gzip file hold, up to the first damaged one, and whether one is damaged."""
    whole = b""
    while data:
        member = zlib.decompressobj(31)
        try:
            plain = member.decompress(data)
        except zlib.error:
            return whole, True
        if not member.eof:
            return whole, True
        whole, data = whole + plain, member.unused_data
    return whole, False


removed = set()


def read(path):
    """Returns the good records, the header's parts, and whether more than a torn batch follows."""
    try:
        data, changed = unpack(path.read_bytes()) if path.suffix == ".gz" else (path.read_bytes(), False)
    except FileNotFoundError:
        # A server has compressed it meanwhile.
        data, changed = unpack(path.with_name(path.name + ".gz").read_bytes())
    good, header, broken, ended, place = [], None, False, False, 0
    for line in re.findall(rb"[^\n]*\n|[^\n]+$", data):
        place += len(line)
        text = line[:-1].lstrip(b" \0").rstrip(b" ") if line.endswith(b"\n") else line.strip(b" \0")
        if not text:
            continue
        found = LINE.fullmatch(text) if line.endswith(b"\n") and not broken else None
        if found:
            seq, stated, payload = int(found[1]), found[2].decode(), b"{" + found[3]
            opening = HEADER.fullmatch(payload)
            if header is None and opening:
                header, before = opening, (seq - 1, opening[3].decode())
            else:
                before = good[-1] if good and not payload.startswith(b'{"segment":{') else (-1, "")
            hashed = hashlib.sha256(bytes.fromhex(before[1]) + seq.to_bytes(8, "big") + payload).hexdigest()
            if before[0] == seq - 1 and hashed == stated:
                if b'"DeleteAuditSegment"' in payload:
                    record = json.loads(payload)
                    if record.get("eventName") == "DeleteAuditSegment" and record.get("eventType") == "AwsServiceEvent":
                        details = record["serviceEventDetails"]
                        removed.add((int(details["lastSeq"]), details["lastHash"]))
                good.append((seq, stated))
                continue
            header = header if good else None
        broken, changed = True, changed or ended
        ended = line.endswith(b" \n") and place % 4096 == 0
    return good, header, broken, changed


found = ((int(m[1]), p) for p in pathlib.Path(sys.argv[1]).iterdir() if (m := NAME.fullmatch(p.name)))
# Of a plain and a compressed file of one number, the plain one counts: it is later in this order, and replaces the other.
files = sorted(dict(sorted(found, key=lambda f: f[1].suffix != ".gz")).items())
breaks, seen, log, last, open_end, before, begin = [], {}, None, (0, "0" * 64), None, None, None


def missing(why):
    breaks.append(f"record {last[0] + 1} is missing or was changed: {why}")


for number, path in files:
    good, header, broken, changed = read(path)
    if header:
        link = (good[0][0] - 1, header[3].decode())
        if before and before[0] == link and before[1] == 1:
            # The write of the header of the file before has failed: it is no part of the log.
            open_end, seen, last = before[2:]
        begin = begin or link
        before = (link, 2 if changed else len(good), open_end, seen, last)
        if log and header[1] != log or int(header[2]) != number:
            missing(f"{path.name} is another segment")
        if open_end and seen.get(link[0]) != link[1]:
            missing(f"{path.name} does not follow it" + (", which an operator has accepted" if header[4] else ""))
        log, last, seen = header[1], good[-1], {**seen, **dict(good)} if len(sys.argv) > 2 else dict(good)
    if header or changed:
        open_end = (path, changed)
if open_end and open_end[1]:
    missing(f"more records follow in {open_end[0].name}")
if begin and begin[0] > 0 and begin not in removed:
    breaks.insert(0, f"record 1 is missing or was changed: no file is here from before record {begin[0] + 1}, and no record"
                     " tells of a removal")
if len(sys.argv) > 2 and seen.get(int(sys.argv[2].split(":")[0])) != sys.argv[2].split(":")[1]:
    breaks.append(f"record {sys.argv[2].split(':')[0]} is missing or was changed: it had another hash")
print(*breaks, f"{last[0]}:{last[1]}", sep="\n")
sys.exit(1 if breaks else 0)
