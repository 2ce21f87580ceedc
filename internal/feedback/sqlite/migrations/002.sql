-- How many answers of a visitor count is kept in memory, so that no hash is on the disk.
DROP INDEX answer_visitor;
UPDATE answer SET visitor = NULL WHERE visitor IS NOT NULL;
ALTER TABLE answer DROP COLUMN visitor;

-- How much was stored on a day, in KiB, to bound it.
CREATE TABLE growth (
	day TEXT    PRIMARY KEY,
	kib INTEGER NOT NULL
) STRICT;

-- The days on which the service ran, by which it judges a clock.
CREATE TABLE seen (day TEXT PRIMARY KEY) STRICT;

INSERT INTO seen SELECT DISTINCT day FROM answer;

-- A row as large as the largest answer, written anew to find out whether one can be stored.
DROP TABLE probe;
CREATE TABLE probe (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, content BLOB NOT NULL) STRICT;
