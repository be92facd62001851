SELECT ('{"event":' || coalesce((SELECT ('{"versions":' || (SELECT ('[' || coalesce(string_agg(('{"voice":' || coalesce(to_json(anon_4.voice)::text, 'null') || ',"side":' || coalesce((SELECT ('{"name":' || coalesce(to_json(side_1.name)::text, 'null') || '}') AS anon_5
FROM side AS side_1
WHERE side_1.id = anon_4.side_id AND (EXISTS (SELECT 1
FROM event AS event_1
WHERE event_1.id = side_1.conflict_id AND (event_1.review = 'PUBLISHED' OR event_1.review = 'WITHDRAWN')
 LIMIT 1))), 'null') || ',"claims":' || (SELECT ('{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM claim AS claim_1
WHERE claim_1.id = ANY (ARRAY(SELECT claim_voice_1.claim_id
FROM claim_voice AS claim_voice_1
WHERE claim_voice_1.event_id = anon_4.event_id AND claim_voice_1.voice = anon_4.voice AND claim_voice_1.side_id IS NOT DISTINCT FROM anon_4.side_id AND claim_voice_1.statement_review = 'PUBLISHED' AND (claim_voice_1.event_review IS NULL OR claim_voice_1.event_review = 'PUBLISHED'))) AND true AND claim_1.statement_review = 'PUBLISHED' AND (claim_1.event_review IS NULL OR claim_1.event_review = 'PUBLISHED')) AS VARCHAR) || ',"nodes":' || ('[' || coalesce(string_agg(('{"proposition":' || coalesce(to_json(anon_7.proposition)::text, 'null') || ',"voice":' || coalesce(to_json((SELECT max(claim_voice_2.voice) AS max_1
FROM claim_voice AS claim_voice_2
WHERE claim_voice_2.claim_id = anon_7.id))::text, 'null') || '}'), ','), '') || ']') || '}') AS anon_6
FROM (SELECT claim_1.id AS id, claim_1.proposition AS proposition
FROM claim AS claim_1
WHERE claim_1.id = ANY (ARRAY(SELECT claim_voice_3.claim_id
FROM claim_voice AS claim_voice_3
WHERE claim_voice_3.event_id = anon_4.event_id AND claim_voice_3.voice = anon_4.voice AND claim_voice_3.side_id IS NOT DISTINCT FROM anon_4.side_id AND claim_voice_3.statement_review = 'PUBLISHED' AND (claim_voice_3.event_review IS NULL OR claim_voice_3.event_review = 'PUBLISHED'))) AND true AND claim_1.statement_review = 'PUBLISHED' AND (claim_1.event_review IS NULL OR claim_1.event_review = 'PUBLISHED') ORDER BY claim_1.id ASC
 LIMIT $1::INTEGER) AS anon_7) || '}'), ','), '') || ']') AS anon_3
FROM (SELECT version_1.position AS position, version_1.event_id AS event_id, version_1.label AS label, version_1.voice AS voice, version_1.side_id AS side_id
FROM version AS version_1
WHERE version_1.event_id = event_2.id AND true ORDER BY version_1.position ASC, version_1.event_id ASC, version_1.label ASC) AS anon_4) || '}') AS anon_2
FROM event AS event_2
WHERE event_2.slug = $2::VARCHAR AND (event_2.review = 'PUBLISHED' OR event_2.review = 'WITHDRAWN')), 'null') || '}') AS anon_1
