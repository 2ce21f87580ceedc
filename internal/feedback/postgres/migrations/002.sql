-- How many answers of a visitor count is counted apart, where the write-ahead log doesn't have it.
DROP FUNCTION feedback_put;
DROP INDEX feedback_answer_visitor;
UPDATE feedback_answer SET visitor = NULL WHERE visitor IS NOT NULL;
ALTER TABLE feedback_answer DROP COLUMN visitor;

-- What was counted of answers, by a hash of an address, a network or a browser: in a window of time,
-- whose number the period is, or on a day, whose negative number it is. After a crash of the server
-- there is nothing.
CREATE UNLOGGED TABLE feedback_count (
	period bigint  NOT NULL,
	key    bytea   NOT NULL,
	used   integer NOT NULL,
	PRIMARY KEY (period, key)
) WITH (fillfactor = 50);

-- From now on, it is of everybody's answers only.
TRUNCATE feedback_rate;

-- How much was stored on a day, in KiB, to bound it.
CREATE TABLE feedback_growth (
	day date    PRIMARY KEY,
	kib integer NOT NULL
);

-- The days on which the service ran, by which it judges a clock.
CREATE TABLE feedback_seen (day date PRIMARY KEY);

INSERT INTO feedback_seen SELECT DISTINCT day FROM feedback_answer;

-- A row that is written anew to find out whether an answer can be stored.
CREATE TABLE feedback_probe (
	number  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	content text   NOT NULL
);

-- What becomes of a submission, by the rules in the comment of package feedback. It is one function so
-- that it takes one round trip, and so that what it decides by can't change before it has decided.
--
-- The bounds are arrays of equal lengths: what each is per ('window', 'day', or 'counting'), its key,
-- its cost and its limit. All programs give them in one order, so that none waits for another that
-- waits for it.
CREATE FUNCTION feedback_put(
	p_id text, p_day date, p_page text, p_lang text, p_helpful boolean, p_comment text,
	p_visitor bytea, p_sender bytea, p_lock bigint, p_salt bigint, p_slot bigint,
	p_per text[], p_keys bytea[], p_costs integer[], p_limits integer[],
	OUT result text
) LANGUAGE plpgsql AS $$
DECLARE
	old     feedback_answer;
	limited boolean := false;
	spent   boolean := false;
	surplus boolean := false;
	merged  text;
	today   bigint := -(p_day - date '1970-01-01');
BEGIN
	-- What is acknowledged is on the disk, whatever the server does by default.
	IF current_setting('synchronous_commit') IN ('off', 'local') THEN
		PERFORM set_config('synchronous_commit', 'on', true);
	END IF;

	IF p_visitor IS NOT NULL AND NOT EXISTS (SELECT FROM feedback_salt WHERE day = p_day AND tag = p_salt) THEN
		result := 'stale';
		RETURN;
	END IF;
	IF p_sender IS NOT NULL THEN
		PERFORM pg_advisory_xact_lock(p_lock); -- one of a sender at a time
	END IF;
	IF cardinality(p_per) > 0 THEN
		SELECT coalesce(bool_or(b.per = 'window'), false), coalesce(bool_or(b.per = 'day'), false), coalesce(bool_or(b.per = 'counting'), false)
			INTO limited, spent, surplus
			FROM unnest(p_per, p_keys, p_costs, p_limits) AS b (per, key, cost, most)
			LEFT JOIN feedback_count c ON c.period = CASE b.per WHEN 'window' THEN p_slot ELSE today END AND c.key = b.key
			WHERE coalesce(c.used, 0) + b.cost > b.most;
	END IF;

	LOOP
		IF NOT limited AND NOT spent THEN
			INSERT INTO feedback_answer (id, day, page, lang, helpful, comment, counts)
				VALUES (p_id, p_day, p_page, p_lang, p_helpful, p_comment, NOT surplus)
				ON CONFLICT DO NOTHING;
			IF FOUND THEN
				result := 'stored';
				EXIT;
			END IF;
		END IF;
		SELECT * INTO old FROM feedback_answer WHERE id = p_id FOR UPDATE;
		EXIT WHEN FOUND;
		IF limited OR spent THEN
			result := CASE WHEN limited THEN 'limited' ELSE 'spent' END;
			RETURN;
		END IF;
		-- What was in the way is gone.
	END LOOP;

	IF result IS NULL THEN
		merged := coalesce(nullif(p_comment, ''), old.comment);
		result := CASE
			WHEN (old.page, old.lang, old.helpful, old.comment) = (p_page, p_lang, p_helpful, merged) THEN 'repeated'
			WHEN old.day <> p_day THEN 'past'
			WHEN (old.page, old.lang) <> (p_page, p_lang) THEN 'conflicting'
			WHEN limited THEN 'limited'
			WHEN spent THEN 'spent'
			ELSE 'changed'
		END;
		IF result <> 'changed' THEN
			RETURN;
		END IF;
		UPDATE feedback_answer SET helpful = p_helpful, comment = merged WHERE number = old.number;
	END IF;
	INSERT INTO feedback_count AS c (period, key, used)
		SELECT CASE b.per WHEN 'window' THEN p_slot ELSE today END, b.key, b.cost
			FROM unnest(p_per, p_keys, p_costs) WITH ORDINALITY AS b (per, key, cost, nth)
			WHERE b.per <> 'counting' OR result = 'stored' AND NOT surplus
			ORDER BY b.nth
		ON CONFLICT (period, key) DO UPDATE SET used = c.used + excluded.used;
END $$;

-- Takes up to p_want of what is left of p_limit in a window of time, and drops windows that are over.
CREATE OR REPLACE FUNCTION feedback_lease(p_slot bigint, p_want integer, p_limit integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	taken integer;
	more  integer;
BEGIN
	INSERT INTO feedback_rate VALUES (p_slot, '', 0) ON CONFLICT DO NOTHING;
	SELECT answers INTO taken FROM feedback_rate WHERE slot = p_slot AND sender = '' FOR UPDATE;
	more := greatest(0, least(p_want, p_limit - taken));
	IF more > 0 THEN
		UPDATE feedback_rate SET answers = taken + more WHERE slot = p_slot AND sender = '';
		DELETE FROM feedback_rate WHERE slot < p_slot - 1;
		DELETE FROM feedback_count WHERE period BETWEEN 0 AND p_slot - 2;
	END IF;
	RETURN more;
END $$;

-- Takes up to p_want KiB of what is left of p_limit in a day.
CREATE FUNCTION feedback_allot(p_day date, p_want integer, p_limit integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	taken integer;
	more  integer;
BEGIN
	INSERT INTO feedback_growth VALUES (p_day, 0) ON CONFLICT DO NOTHING;
	SELECT kib INTO taken FROM feedback_growth WHERE day = p_day FOR UPDATE;
	more := greatest(0, least(p_want, p_limit - taken));
	IF more > 0 THEN
		UPDATE feedback_growth SET kib = taken + more WHERE day = p_day;
	END IF;
	RETURN more;
END $$;

-- Destroys the salts of the days before one, and what was counted by their hashes. TRUNCATE gives a
-- table a new file and removes the old one, where DELETE would leave the rows in it.
CREATE OR REPLACE FUNCTION feedback_forget(p_before date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	rest feedback_salt[];
	kept feedback_count[];
BEGIN
	IF EXISTS (SELECT FROM feedback_salt WHERE day < p_before) THEN
		LOCK TABLE feedback_salt, feedback_count IN ACCESS EXCLUSIVE MODE;
		rest := ARRAY(SELECT s FROM feedback_salt s WHERE s.day >= p_before);
		TRUNCATE feedback_salt;
		INSERT INTO feedback_salt SELECT (unnest(rest)).*;
		kept := ARRAY(SELECT c FROM feedback_count c WHERE c.period < 0 AND c.period <= -(p_before - date '1970-01-01'));
		TRUNCATE feedback_count;
		INSERT INTO feedback_count SELECT (unnest(kept)).*;
		DELETE FROM feedback_growth WHERE day < p_before;
	END IF;
END $$;

-- Writes as much as an answer takes.
CREATE FUNCTION feedback_ready() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	written bigint;
BEGIN
	IF current_setting('synchronous_commit') IN ('off', 'local') THEN
		PERFORM set_config('synchronous_commit', 'on', true);
	END IF;
	INSERT INTO feedback_probe (content) VALUES (repeat('x', 1900)) RETURNING number INTO written;
	DELETE FROM feedback_probe WHERE number < written;
END $$;
