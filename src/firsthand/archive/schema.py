"""The tables of an archive.

What cannot be made again comes first: `original` has the bytes of every input, `input` where each was
seen and what the user said of it. All the rest follows from them by stages; a row carries the version
of the stage that made it, and `due` names the documents that a stage has yet to take. An input is
`parted` once some of its documents were forgotten: seen again, it is read again.
"""

from __future__ import annotations

APPLICATION = 0x46525354  # "FRST", so that a foreign database is not taken for an archive
VERSION = 3
SHEETS = 3  # from this version on it is kept as `lineage.sheets` what documents are about

TABLES = """
CREATE TABLE original(
  sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, packed INTEGER NOT NULL, data BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE input(
  number INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, said BLOB,
  state TEXT NOT NULL CHECK(state IN ('pending', 'read', 'parted')), UNIQUE(path, sha256)
) STRICT;
CREATE TABLE rejected(
  path TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL, input INTEGER,
  PRIMARY KEY(path, code, detail)
) STRICT, WITHOUT ROWID;
CREATE TABLE document(
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, input INTEGER NOT NULL,
  path TEXT NOT NULL, outlet TEXT, title TEXT, published TEXT, words INTEGER NOT NULL,
  version INTEGER NOT NULL, record BLOB NOT NULL, checksum TEXT NOT NULL
) STRICT;
CREATE INDEX document_input ON document(input);
CREATE INDEX document_sha256 ON document(sha256, id);
CREATE INDEX document_path ON document(path);
CREATE TABLE judgement(
  exemplar INTEGER NOT NULL, copy INTEGER NOT NULL, confirmed INTEGER NOT NULL,
  PRIMARY KEY(exemplar, copy, confirmed)
) STRICT, WITHOUT ROWID;
CREATE TABLE profile(
  document INTEGER PRIMARY KEY, day REAL NOT NULL, numbers INTEGER NOT NULL, record BLOB NOT NULL
) STRICT;
CREATE TABLE token(document INTEGER PRIMARY KEY, words INTEGER NOT NULL) STRICT;
CREATE TABLE segment(
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, rows INTEGER NOT NULL
) STRICT;
CREATE TABLE block(
  number INTEGER PRIMARY KEY, segment INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE INDEX block_segment ON block(segment, number);
CREATE TABLE passage(
  a INTEGER NOT NULL, b INTEGER NOT NULL, spans BLOB NOT NULL, PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX passage_b ON passage(b);
CREATE TABLE linkage(number INTEGER PRIMARY KEY CHECK(number = 1), joins BLOB NOT NULL, checksum TEXT NOT NULL) STRICT;
CREATE TABLE due(
  document INTEGER NOT NULL, stage TEXT NOT NULL CHECK(stage IN ('match', 'group')), PRIMARY KEY(document, stage)
) STRICT, WITHOUT ROWID;
CREATE TABLE story(
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, documents INTEGER NOT NULL, title TEXT,
  stands_on TEXT NOT NULL, version INTEGER NOT NULL, record BLOB, checksum TEXT, before BLOB
) STRICT;
CREATE INDEX story_untold ON story(number) WHERE record IS NULL;
CREATE TABLE member(document INTEGER PRIMARY KEY, story INTEGER NOT NULL) STRICT;
CREATE INDEX member_story ON member(story);
CREATE TABLE feed(
  url TEXT PRIMARY KEY, etag TEXT, modified TEXT, due REAL NOT NULL, failures INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE event(
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  detail TEXT NOT NULL, chain TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE word USING fts5(
  title, text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
);
"""

# What brings an archive from a version to the next; readers read all of them as they are.
STEPS = {
    1: """
CREATE TABLE input_now(
  number INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, said BLOB,
  state TEXT NOT NULL CHECK(state IN ('pending', 'read', 'parted')), UNIQUE(path, sha256)
) STRICT;
INSERT INTO input_now SELECT number, path, sha256, said, state FROM input;
DROP TABLE input;
ALTER TABLE input_now RENAME TO input;
CREATE INDEX document_path ON document(path);
CREATE TABLE feed(
  url TEXT PRIMARY KEY, etag TEXT, modified TEXT, due REAL NOT NULL, failures INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE linkage(number INTEGER PRIMARY KEY CHECK(number = 1), joins BLOB NOT NULL, checksum TEXT NOT NULL) STRICT;
""",
    2: """
DROP INDEX document_sha256;
CREATE INDEX document_sha256 ON document(sha256, id);
INSERT OR IGNORE INTO due SELECT document, 'group' FROM profile;
DROP TABLE IF EXISTS likeness;
DELETE FROM profile;
DELETE FROM block WHERE segment IN (SELECT number FROM segment WHERE kind <> 'gram');
DELETE FROM segment WHERE kind <> 'gram';
""",
}
