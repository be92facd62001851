WITH answer(text) AS MATERIALIZED (SELECT ('{"statements":' || (SELECT ('{"nodes":' || ('[' || coalesce(string_agg(('{"text":' || coalesce(to_json(anon_3.text)::text, 'null') || ',"acts":' || (SELECT ('[' || coalesce(string_agg(coalesce(to_json(anon_5.act)::text, 'null'), ','), '') || ']') AS anon_4
FROM (SELECT claim_1.act AS act
FROM claim AS claim_1
WHERE claim_1.statement_id = anon_3.id AND (claim_1.event_review IS NULL OR claim_1.event_review = 'PUBLISHED') GROUP BY claim_1.act ORDER BY min(claim_1.id)) AS anon_5) || '}'), ','), '') || ']') || '}') AS anon_2
FROM (SELECT anon_6.said_key AS said_key, anon_6.slug AS slug, anon_6.id AS id, anon_6.text AS text
FROM (SELECT statement_1.said_key AS said_key, statement_1.slug AS slug, statement_1.id AS id, statement_1.text AS text
FROM statement AS statement_1
WHERE (EXISTS (SELECT 1
FROM attribution AS attribution_1 JOIN actor AS actor_1 ON actor_1.id = attribution_1.actor_id
WHERE attribution_1.statement_id = statement_1.id AND attribution_1.role = 'SPEAKER' AND (EXISTS (SELECT 1
FROM side_membership AS side_membership_1 JOIN side AS side_1 ON side_1.id = side_membership_1.side_id
WHERE side_membership_1.actor_id = actor_1.id AND (EXISTS (SELECT 1
FROM event AS event_1
WHERE event_1.id = side_1.conflict_id AND event_1.review = 'PUBLISHED'
 LIMIT 1)) AND side_1.slug = $1::VARCHAR
 LIMIT 1))
 LIMIT 1)) AND (statement_1.said_start IS NOT NULL OR statement_1.said_end IS NOT NULL) AND (statement_1.said_start IS NULL OR statement_1.said_start <= $2::VARCHAR) AND (statement_1.said_end IS NULL OR statement_1.said_end >= $3::VARCHAR) AND NOT coalesce(EXISTS (SELECT 1
FROM claim AS claim_2
WHERE claim_2.statement_id = statement_1.id AND (claim_2.event_review IS NULL OR claim_2.event_review = 'PUBLISHED') AND claim_2.act = ANY (ARRAY(SELECT CAST(value AS text) FROM jsonb_array_elements_text(CAST($4::VARCHAR AS jsonb)) AS value))
 LIMIT 1), false) AND (strpos(statement_1.text_folded, $5::VARCHAR) > $6::INTEGER OR (EXISTS (SELECT 1
FROM statement AS statement_2
WHERE statement_2.id = statement_1.in_reply_to_id AND statement_2.review = 'PUBLISHED' AND true
 LIMIT 1)) OR (EXISTS (SELECT 1
FROM claim AS claim_3 JOIN event AS event_2 ON event_2.id = claim_3.event_id
WHERE claim_3.statement_id = statement_1.id AND (claim_3.event_review IS NULL OR claim_3.event_review = 'PUBLISHED') AND event_2.review = 'PUBLISHED' AND true
 LIMIT 1))) AND statement_1.review = 'PUBLISHED' ORDER BY statement_1.said_key DESC, statement_1.slug ASC, statement_1.id DESC
 LIMIT 101) AS anon_6
 LIMIT $7::INTEGER) AS anon_3) || '}') AS anon_1) SELECT CASE WHEN length(text) <= 32000000 THEN text END FROM answer
