-- An answer to "Did this page help?".
CREATE TABLE answer (
	number  INTEGER PRIMARY KEY,              -- in the order in which they came in
	id      TEXT    NOT NULL UNIQUE,
	day     TEXT    NOT NULL,                 -- 2026-11-23, in UTC
	page    TEXT    NOT NULL,
	lang    TEXT    NOT NULL,
	helpful INTEGER NOT NULL CHECK (helpful IN (0, 1)),
	comment TEXT    NOT NULL,                 -- '' where there is none
	counts  INTEGER NOT NULL CHECK (counts IN (0, 1)),
	visitor BLOB                              -- a hash, until its salt is destroyed
) STRICT;

CREATE INDEX answer_day ON answer (day);

-- A visitor has one answer a day about a page that counts.
CREATE UNIQUE INDEX answer_visitor ON answer (visitor) WHERE visitor IS NOT NULL;

-- The salts of the hashes, destroyed after their day.
CREATE TABLE salt (
	day TEXT    PRIMARY KEY,
	tag INTEGER NOT NULL,
	key BLOB    NOT NULL
) STRICT;

-- What is written to find out whether writing works.
CREATE TABLE probe (written INTEGER NOT NULL) STRICT;

INSERT INTO probe VALUES (0);
