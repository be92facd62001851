SELECT ('{"event":' || coalesce((SELECT ('{"title":' || coalesce(to_json(event_1.title)::text, 'null') || ',"kind":' || coalesce(to_json(event_1.kind)::text, 'null') || ',"attestation":' || coalesce(to_json(event_1.attestation)::text, 'null') || ',"happened":' || ('{"edtf":' || coalesce(to_json(CASE WHEN (CASE WHEN (length(event_1.happened_start) > $1::INTEGER) THEN event_1.happened_start || $2::VARCHAR ELSE event_1.happened_start END IS NULL AND CASE WHEN (length(event_1.happened_end) > $3::INTEGER) THEN event_1.happened_end || $4::VARCHAR ELSE event_1.happened_end END IS NULL) THEN NULL WHEN (CASE WHEN (length(event_1.happened_start) > $1::INTEGER) THEN event_1.happened_start || $2::VARCHAR ELSE event_1.happened_start END IS NULL) THEN $5::VARCHAR || CASE WHEN (length(event_1.happened_end) > $3::INTEGER) THEN event_1.happened_end || $4::VARCHAR ELSE event_1.happened_end END WHEN (CASE WHEN (length(event_1.happened_end) > $3::INTEGER) THEN event_1.happened_end || $4::VARCHAR ELSE event_1.happened_end END IS NULL) THEN CASE WHEN (length(event_1.happened_start) > $1::INTEGER) THEN event_1.happened_start || $2::VARCHAR ELSE event_1.happened_start END || $6::VARCHAR WHEN (CASE WHEN (length(event_1.happened_start) > $1::INTEGER) THEN event_1.happened_start || $2::VARCHAR ELSE event_1.happened_start END = CASE WHEN (length(event_1.happened_end) > $3::INTEGER) THEN event_1.happened_end || $4::VARCHAR ELSE event_1.happened_end END) THEN CASE WHEN (length(event_1.happened_start) > $1::INTEGER) THEN event_1.happened_start || $2::VARCHAR ELSE event_1.happened_start END ELSE CASE WHEN (length(event_1.happened_start) > $1::INTEGER) THEN event_1.happened_start || $2::VARCHAR ELSE event_1.happened_start END || $7::VARCHAR || CASE WHEN (length(event_1.happened_end) > $3::INTEGER) THEN event_1.happened_end || $4::VARCHAR ELSE event_1.happened_end END END)::text, 'null') || '}') || ',"partOf":' || coalesce((SELECT ('{"title":' || coalesce(to_json(event_2.title)::text, 'null') || ',"partOf":' || coalesce((SELECT ('{"title":' || coalesce(to_json(event_3.title)::text, 'null') || '}') AS anon_4
FROM event AS event_3
WHERE event_3.id = event_2.part_of_id AND (event_3.review = 'PUBLISHED' OR event_3.review = 'WITHDRAWN')), 'null') || '}') AS anon_3
FROM event AS event_2
WHERE event_2.id = event_1.part_of_id AND (event_2.review = 'PUBLISHED' OR event_2.review = 'WITHDRAWN')), 'null') || ',"participants":' || (SELECT ('[' || coalesce(string_agg(('{"name":' || coalesce(to_json(anon_6.name)::text, 'null') || '}'), ','), '') || ']') AS anon_5
FROM (SELECT actor_1.name AS name, actor_1.id AS id
FROM actor AS actor_1
WHERE true AND actor_1.id IN (SELECT participation_1.actor_id
FROM participation AS participation_1
WHERE participation_1.event_id = event_1.id AND (EXISTS (SELECT 1
FROM claim AS claim_1
WHERE claim_1.id = participation_1.claim_id AND (EXISTS (SELECT 1
FROM statement AS statement_1
WHERE statement_1.id = claim_1.statement_id AND statement_1.review = 'PUBLISHED'
 LIMIT 1))
 LIMIT 1))) ORDER BY actor_1.name ASC, actor_1.id ASC) AS anon_6) || '}') AS anon_2
FROM event AS event_1
WHERE event_1.slug = $8::VARCHAR AND (event_1.review = 'PUBLISHED' OR event_1.review = 'WITHDRAWN')), 'null') || '}') AS anon_1
