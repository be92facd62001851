WITH RECURSIVE anon_3(location_id) AS
(SELECT containment_1.location_id AS location_id
FROM containment AS containment_1
WHERE containment_1.parent_id = coalesce((SELECT location_2.id
FROM location AS location_2
WHERE location_2.slug = $1::VARCHAR), (SELECT min(name_1.location_id + 0) AS min_1
FROM name AS name_1
WHERE name_1.kind = 'SLUG' AND name_1.value = $2::VARCHAR)) AND containment_1.basis = $3 AND (containment_1.since IS NULL OR containment_1.since <= $4::VARCHAR) AND (containment_1.until IS NULL OR (containment_1.until || '~') >= $5::VARCHAR) UNION SELECT containment_2.location_id AS location_id
FROM containment AS containment_2 JOIN anon_3 ON containment_2.parent_id = anon_3.location_id
WHERE containment_2.basis = $6 AND (containment_2.since IS NULL OR containment_2.since <= $7::VARCHAR) AND (containment_2.until IS NULL OR (containment_2.until || '~') >= $8::VARCHAR))
 SELECT ('{"locations":' || (SELECT ('{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM location AS location_1
WHERE location_1.id = ANY (ARRAY(SELECT anon_3.location_id
FROM anon_3)) AND location_1.kind = $9) AS VARCHAR) || ',"nodes":' || ('[' || coalesce(string_agg(('{"slug":' || coalesce(to_json(anon_4.slug)::text, 'null') || ',"name":' || coalesce(to_json(anon_4.name)::text, 'null') || ',"latitude":' || coalesce(to_json(anon_4.latitude)::text, 'null') || ',"longitude":' || coalesce(to_json(anon_4.longitude)::text, 'null') || ',"precision":' || coalesce(to_json(anon_4.precision)::text, 'null') || ',"disputed":' || CASE WHEN (anon_4.disputed IS NULL) THEN 'null' ELSE CASE WHEN anon_4.disputed THEN 'true' ELSE 'false' END END || '}'), ','), '') || ']') || '}') AS anon_2
FROM (SELECT anon_5.name AS name, anon_5.id AS id, anon_5.slug AS slug, anon_5.latitude AS latitude, anon_5.longitude AS longitude, anon_5.precision AS precision, anon_5.disputed AS disputed
FROM (SELECT location_1.name AS name, location_1.id AS id, location_1.slug AS slug, location_1.latitude AS latitude, location_1.longitude AS longitude, location_1.precision AS precision, location_1.disputed AS disputed
FROM location AS location_1
WHERE location_1.id = ANY (ARRAY(SELECT anon_3.location_id
FROM anon_3)) AND location_1.kind = $9 ORDER BY location_1.name ASC, location_1.id ASC
 LIMIT 101) AS anon_5
 LIMIT $10::INTEGER) AS anon_4) || '}') AS anon_1
