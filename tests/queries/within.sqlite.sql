WITH RECURSIVE anon_3(location_id) AS
(SELECT containment_1.location_id AS location_id
FROM containment AS containment_1
WHERE containment_1.parent_id = coalesce((SELECT location_2.id
FROM location AS location_2
WHERE location_2.slug = ?), (SELECT min(name_1.location_id + 0) AS min_1
FROM name AS name_1
WHERE name_1.kind = 'SLUG' AND name_1.value = ?)) AND containment_1.basis = ? AND (containment_1.since IS NULL OR containment_1.since <= ?) AND (containment_1.until IS NULL OR (containment_1.until || '~') >= ?) UNION SELECT containment_2.location_id AS location_id
FROM containment AS containment_2 JOIN anon_3 ON containment_2.parent_id = anon_3.location_id
WHERE containment_2.basis = ? AND (containment_2.since IS NULL OR containment_2.since <= ?) AND (containment_2.until IS NULL OR (containment_2.until || '~') >= ?))
 SELECT ('{"locations":' || (SELECT ('{"totalCount":' || CAST((SELECT count(*) AS count_1
FROM location AS location_1
WHERE location_1.id IN (SELECT anon_3.location_id
FROM anon_3) AND location_1.kind = ?) AS VARCHAR) || ',"nodes":' || ('[' || coalesce(group_concat(('{"slug":' || json_quote(anon_4.slug) || ',"name":' || json_quote(anon_4.name) || ',"latitude":' || json_quote(anon_4.latitude) || ',"longitude":' || json_quote(anon_4.longitude) || ',"precision":' || json_quote(anon_4.precision) || ',"disputed":' || CASE WHEN (anon_4.disputed IS NULL) THEN 'null' ELSE CASE WHEN anon_4.disputed THEN 'true' ELSE 'false' END END || '}'), ','), '') || ']') || '}') AS anon_2
FROM (SELECT location_1.name AS name, location_1.id AS id, location_1.slug AS slug, location_1.latitude AS latitude, location_1.longitude AS longitude, location_1.precision AS precision, location_1.disputed AS disputed
FROM location AS location_1
WHERE location_1.id IN (SELECT anon_3.location_id
FROM anon_3) AND location_1.kind = ? ORDER BY location_1.name ASC, location_1.id ASC
 LIMIT ? OFFSET ?) AS anon_4) || '}') AS anon_1
