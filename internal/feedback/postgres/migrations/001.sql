-- An answer to "Did this page help?".
CREATE TABLE feedback_answer (
	number  bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- about in the order in which they came in
	id      text    COLLATE "C" NOT NULL UNIQUE,
	day     date    NOT NULL,                                 -- in UTC
	page    text    COLLATE "C" NOT NULL,
	lang    text    COLLATE "C" NOT NULL,
	helpful boolean NOT NULL,
	comment text    NOT NULL,                                 -- '' where there is none
	counts  boolean NOT NULL,
	visitor bytea                                             -- a hash, until its salt is destroyed
);

CREATE INDEX feedback_answer_day ON feedback_answer (day, number);

-- A visitor has one answer a day about a page that counts.
CREATE UNIQUE INDEX feedback_answer_visitor ON feedback_answer (visitor) WHERE visitor IS NOT NULL;

-- The salts of the hashes, destroyed after their day. Unlogged: neither the write-ahead log nor what
-- is archived of it nor a base backup ever has them. After a crash of the server there are none; then
-- a new one is made, and visitors of that day may count once more.
CREATE UNLOGGED TABLE feedback_salt (
	day date   PRIMARY KEY,
	tag bigint NOT NULL,
	key bytea  NOT NULL
);

-- How many answers were given in a window of time, by sender; by all, where the sender is ''. After a
-- crash they start anew.
CREATE UNLOGGED TABLE feedback_rate (
	slot    bigint  NOT NULL,
	sender  bytea   NOT NULL,
	answers integer NOT NULL,
	PRIMARY KEY (slot, sender)
) WITH (fillfactor = 50);

-- What becomes of a submission, by the rules in the comment of package feedback. It is one function so
-- that it takes one round trip, and so that what it decides by can't change before it has decided.
CREATE FUNCTION feedback_put(
	p_id text, p_day date, p_page text, p_lang text, p_helpful boolean, p_comment text,
	p_named boolean, p_visitor bytea, p_sender bytea, p_lock bigint, p_salt bigint, p_slot bigint, p_limit integer,
	OUT result text, OUT kept text
) LANGUAGE plpgsql AS $$
DECLARE
	old     feedback_answer;
	limited boolean := false;
	merged  text;
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
		SELECT answers >= p_limit INTO limited FROM feedback_rate WHERE slot = p_slot AND sender = p_sender;
		limited := coalesce(limited, p_limit <= 0);
	END IF;

	LOOP
		IF NOT limited THEN
			INSERT INTO feedback_answer (id, day, page, lang, helpful, comment, counts, visitor)
				VALUES (p_id, p_day, p_page, p_lang, p_helpful, p_comment, true, p_visitor)
				ON CONFLICT DO NOTHING;
			IF FOUND THEN
				result := 'stored';
				EXIT;
			END IF;
		END IF;

		SELECT * INTO old FROM feedback_answer WHERE id = p_id FOR UPDATE;
		IF FOUND THEN
			IF old.page <> p_page OR old.lang <> p_lang THEN
				result := 'conflicting';
				RETURN;
			END IF;
			EXIT;
		END IF;
		IF p_visitor IS NOT NULL THEN
			SELECT * INTO old FROM feedback_answer WHERE visitor = p_visitor FOR UPDATE;
			EXIT WHEN FOUND AND NOT p_named AND (old.comment = '' OR p_comment = '' OR old.comment = p_comment);
		END IF;
		IF limited THEN
			result := 'limited';
			RETURN;
		END IF;
		CONTINUE WHEN old.number IS NULL; -- what was in the way is gone
		BEGIN
			UPDATE feedback_answer SET counts = false, visitor = NULL WHERE number = old.number;
			INSERT INTO feedback_answer (id, day, page, lang, helpful, comment, counts, visitor)
				VALUES (p_id, p_day, p_page, p_lang, p_helpful, p_comment, true, p_visitor);
			result := 'stored';
			EXIT;
		EXCEPTION WHEN unique_violation THEN
			NULL; -- the same id came in elsewhere; neither of the two statements happened
		END;
	END LOOP;

	IF result = 'stored' THEN
		kept := p_id;
	ELSE
		kept := old.id;
		merged := coalesce(nullif(p_comment, ''), old.comment);
		IF old.helpful = p_helpful AND old.comment = merged THEN
			result := 'repeated';
			RETURN;
		END IF;
		IF limited THEN
			result := 'limited';
			kept := NULL;
			RETURN;
		END IF;
		UPDATE feedback_answer SET helpful = p_helpful, comment = merged WHERE number = old.number;
		result := 'changed';
	END IF;
	IF p_sender IS NOT NULL THEN
		INSERT INTO feedback_rate AS r VALUES (p_slot, p_sender, 1)
			ON CONFLICT (slot, sender) DO UPDATE SET answers = r.answers + 1;
	END IF;
END $$;

-- Takes up to p_want of what is left of p_limit in a window of time, and drops windows that are over.
CREATE FUNCTION feedback_lease(p_slot bigint, p_want integer, p_limit integer) RETURNS integer
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
	END IF;
	RETURN more;
END $$;

-- Destroys the salts of the days before one. TRUNCATE gives the table a new file and removes the old
-- one, where DELETE would leave the rows in it.
CREATE FUNCTION feedback_forget(p_before date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	rest feedback_salt[];
BEGIN
	IF EXISTS (SELECT FROM feedback_salt WHERE day < p_before) THEN
		LOCK TABLE feedback_salt IN ACCESS EXCLUSIVE MODE;
		rest := ARRAY(SELECT s FROM feedback_salt s WHERE s.day >= p_before);
		TRUNCATE feedback_salt;
		INSERT INTO feedback_salt SELECT (unnest(rest)).*;
	END IF;
END $$;
