-- Counts a visitor towards a quorum, within the bounds on their submissions: 'met' if their
-- submission is to be stored, 'withheld' if it isn't, or why nothing is counted. See feedback_put
-- for the bounds. Rows are locked in one order: those of the bounds, the member's, the quorum's.
CREATE FUNCTION feedback_join(
	p_day date, p_sender bytea, p_lock bigint, p_salt bigint, p_slot bigint,
	p_per text[], p_keys bytea[], p_costs integer[], p_limits integer[],
	p_key bytea, p_member bytea, p_need integer,
	OUT result text
) LANGUAGE plpgsql AS $$
DECLARE
	limited boolean := false;
	spent   boolean := false;
	members integer;
	today   bigint := -(p_day - date '1970-01-01');
BEGIN
	IF NOT EXISTS (SELECT FROM feedback_salt WHERE day = p_day AND tag = p_salt) THEN
		result := 'stale';
		RETURN;
	END IF;
	IF p_sender IS NOT NULL THEN
		PERFORM pg_advisory_xact_lock(p_lock); -- one of a sender at a time
	END IF;
	SELECT coalesce(bool_or(b.per = 'window'), false), coalesce(bool_or(b.per = 'day'), false)
		INTO limited, spent
		FROM unnest(p_per, p_keys, p_costs, p_limits) AS b (per, key, cost, most)
		LEFT JOIN feedback_count c ON c.period = CASE b.per WHEN 'window' THEN p_slot ELSE today END AND c.key = b.key
		WHERE b.per <> 'counting' AND coalesce(c.used, 0) + b.cost > b.most;
	IF limited OR spent THEN
		result := CASE WHEN limited THEN 'limited' ELSE 'spent' END;
		RETURN;
	END IF;
	IF EXISTS (SELECT FROM feedback_count WHERE period = today AND key = p_member) THEN
		result := 'withheld';
		RETURN;
	END IF;
	INSERT INTO feedback_count AS c (period, key, used)
		SELECT CASE b.per WHEN 'window' THEN p_slot ELSE today END, b.key, b.cost
			FROM unnest(p_per, p_keys, p_costs) WITH ORDINALITY AS b (per, key, cost, nth)
			WHERE b.per <> 'counting'
			ORDER BY b.nth
		ON CONFLICT (period, key) DO UPDATE SET used = c.used + excluded.used;
	INSERT INTO feedback_count VALUES (today, p_member, 1) ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		result := 'withheld'; -- the same visitor was counted elsewhere
		RETURN;
	END IF;
	INSERT INTO feedback_count AS c VALUES (today, p_key, 1)
		ON CONFLICT (period, key) DO UPDATE SET used = c.used + 1
		RETURNING used INTO members;
	result := CASE WHEN members < p_need THEN 'withheld' ELSE 'met' END;
END $$;
