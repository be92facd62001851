SELECT ('{"event":' || coalesce((SELECT ('{"title":' || json_quote(event_1.title) || ',"kind":' || json_quote(event_1.kind) || ',"attestation":' || json_quote(event_1.attestation) || ',"happened":' || ('{"edtf":' || json_quote(CASE WHEN (CASE WHEN (length(event_1.happened_start) > ?) THEN event_1.happened_start || ? ELSE event_1.happened_start END IS NULL AND CASE WHEN (length(event_1.happened_end) > ?) THEN event_1.happened_end || ? ELSE event_1.happened_end END IS NULL) THEN NULL WHEN (CASE WHEN (length(event_1.happened_start) > ?) THEN event_1.happened_start || ? ELSE event_1.happened_start END IS NULL) THEN ? || CASE WHEN (length(event_1.happened_end) > ?) THEN event_1.happened_end || ? ELSE event_1.happened_end END WHEN (CASE WHEN (length(event_1.happened_end) > ?) THEN event_1.happened_end || ? ELSE event_1.happened_end END IS NULL) THEN CASE WHEN (length(event_1.happened_start) > ?) THEN event_1.happened_start || ? ELSE event_1.happened_start END || ? WHEN (CASE WHEN (length(event_1.happened_start) > ?) THEN event_1.happened_start || ? ELSE event_1.happened_start END = CASE WHEN (length(event_1.happened_end) > ?) THEN event_1.happened_end || ? ELSE event_1.happened_end END) THEN CASE WHEN (length(event_1.happened_start) > ?) THEN event_1.happened_start || ? ELSE event_1.happened_start END ELSE CASE WHEN (length(event_1.happened_start) > ?) THEN event_1.happened_start || ? ELSE event_1.happened_start END || ? || CASE WHEN (length(event_1.happened_end) > ?) THEN event_1.happened_end || ? ELSE event_1.happened_end END END) || '}') || ',"partOf":' || coalesce((SELECT ('{"title":' || json_quote(event_2.title) || ',"partOf":' || coalesce((SELECT ('{"title":' || json_quote(event_3.title) || '}') AS anon_4
FROM event AS event_3
WHERE event_3.id = event_2.part_of_id AND (event_3.review = 'PUBLISHED' OR event_3.review = 'WITHDRAWN')), 'null') || '}') AS anon_3
FROM event AS event_2
WHERE event_2.id = event_1.part_of_id AND (event_2.review = 'PUBLISHED' OR event_2.review = 'WITHDRAWN')), 'null') || ',"participants":' || (SELECT ('[' || coalesce(group_concat(('{"name":' || json_quote(anon_6.name) || '}'), ','), '') || ']') AS anon_5
FROM (SELECT actor_1.name AS name, actor_1.id AS id
FROM actor AS actor_1
WHERE 1 = 1 AND actor_1.id IN (SELECT participation_1.actor_id
FROM participation AS participation_1
WHERE participation_1.event_id = event_1.id AND (EXISTS (SELECT 1
FROM claim AS claim_1
WHERE claim_1.id = participation_1.claim_id AND (EXISTS (SELECT 1
FROM statement AS statement_1
WHERE statement_1.id = claim_1.statement_id AND statement_1.review = 'PUBLISHED'
 LIMIT 1 OFFSET ?))
 LIMIT 1 OFFSET ?))) ORDER BY actor_1.name ASC, actor_1.id ASC) AS anon_6) || '}') AS anon_2
FROM event AS event_1
WHERE event_1.slug = ? AND (event_1.review = 'PUBLISHED' OR event_1.review = 'WITHDRAWN')), 'null') || '}') AS anon_1
