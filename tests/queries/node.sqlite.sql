SELECT ('{"node":' || coalesce((SELECT ('{"id":' || ('"Side:' || CAST(side_1.id AS VARCHAR) || '"') || ',"name":' || json_quote(side_1.name) || '}') AS anon_2
FROM side AS side_1
WHERE side_1.id = ? AND (EXISTS (SELECT 1
FROM event AS event_1
WHERE event_1.id = side_1.conflict_id AND (event_1.review = 'PUBLISHED' OR event_1.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?))), (SELECT ('{"id":' || ('"SideMembership:' || CAST(side_membership_1.id AS VARCHAR) || '"') || '}') AS anon_3
FROM side_membership AS side_membership_1
WHERE side_membership_1.id = ?), (SELECT ('{"id":' || ('"Actor:' || CAST(actor_1.id AS VARCHAR) || '"') || ',"name":' || json_quote(actor_1.name) || '}') AS anon_4
FROM actor AS actor_1
WHERE actor_1.id = ?), (SELECT ('{"id":' || ('"Affiliation:' || CAST(affiliation_1.id AS VARCHAR) || '"') || '}') AS anon_5
FROM affiliation AS affiliation_1
WHERE affiliation_1.id = ?), (SELECT ('{"id":' || ('"Name:' || CAST(name_1.id AS VARCHAR) || '"') || '}') AS anon_6
FROM name AS name_1
WHERE name_1.id = ?), (SELECT ('{"id":' || ('"Location:' || CAST(location_1.id AS VARCHAR) || '"') || '}') AS anon_7
FROM location AS location_1
WHERE location_1.id = ?), (SELECT ('{"id":' || ('"Containment:' || CAST(containment_1.id AS VARCHAR) || '"') || '}') AS anon_8
FROM containment AS containment_1
WHERE containment_1.id = ?), (SELECT ('{"id":' || ('"Document:' || CAST(document_1.id AS VARCHAR) || '"') || '}') AS anon_9
FROM document AS document_1
WHERE document_1.id = ?), (SELECT ('{"id":' || ('"Section:' || CAST(section_1.id AS VARCHAR) || '"') || '}') AS anon_10
FROM section AS section_1
WHERE section_1.id = ?), (SELECT ('{"id":' || ('"Mention:' || CAST(mention_1.id AS VARCHAR) || '"') || '}') AS anon_11
FROM mention AS mention_1
WHERE mention_1.id = ? AND (mention_1.statement_id IS NULL OR (EXISTS (SELECT 1
FROM statement AS statement_1
WHERE statement_1.id = mention_1.statement_id AND (statement_1.review = 'PUBLISHED' OR statement_1.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?)))), (SELECT ('{"id":' || ('"Statement:' || CAST(statement_2.id AS VARCHAR) || '"') || '}') AS anon_12
FROM statement AS statement_2
WHERE statement_2.id = ? AND (statement_2.review = 'PUBLISHED' OR statement_2.review = 'WITHDRAWN')), (SELECT ('{"id":' || ('"Appearance:' || CAST(appearance_1.id AS VARCHAR) || '"') || '}') AS anon_13
FROM appearance AS appearance_1
WHERE appearance_1.id = ? AND (EXISTS (SELECT 1
FROM statement AS statement_3
WHERE statement_3.id = appearance_1.statement_id AND (statement_3.review = 'PUBLISHED' OR statement_3.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?))), (SELECT ('{"id":' || ('"Attribution:' || CAST(attribution_1.id AS VARCHAR) || '"') || '}') AS anon_14
FROM attribution AS attribution_1
WHERE attribution_1.id = ? AND (EXISTS (SELECT 1
FROM statement AS statement_4
WHERE statement_4.id = attribution_1.statement_id AND (statement_4.review = 'PUBLISHED' OR statement_4.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?))), (SELECT ('{"id":' || ('"Insertion:' || CAST(insertion_1.id AS VARCHAR) || '"') || '}') AS anon_15
FROM insertion AS insertion_1
WHERE insertion_1.id = ? AND (EXISTS (SELECT 1
FROM appearance AS appearance_2
WHERE appearance_2.id = insertion_1.appearance_id AND (EXISTS (SELECT 1
FROM statement AS statement_5
WHERE statement_5.id = appearance_2.statement_id AND (statement_5.review = 'PUBLISHED' OR statement_5.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?))
 LIMIT 1 OFFSET ?))), (SELECT ('{"id":' || ('"Claim:' || CAST(claim_1.id AS VARCHAR) || '"') || '}') AS anon_16
FROM claim AS claim_1
WHERE claim_1.id = ? AND (EXISTS (SELECT 1
FROM statement AS statement_6
WHERE statement_6.id = claim_1.statement_id AND (statement_6.review = 'PUBLISHED' OR statement_6.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?)) AND (claim_1.event_id IS NULL OR (EXISTS (SELECT 1
FROM event AS event_2
WHERE event_2.id = claim_1.event_id AND (event_2.review = 'PUBLISHED' OR event_2.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?)))), (SELECT ('{"id":' || ('"Figure:' || CAST(figure_1.id AS VARCHAR) || '"') || '}') AS anon_17
FROM figure AS figure_1
WHERE figure_1.id = ? AND (EXISTS (SELECT 1
FROM claim AS claim_2
WHERE claim_2.id = figure_1.claim_id AND (EXISTS (SELECT 1
FROM statement AS statement_7
WHERE statement_7.id = claim_2.statement_id AND (statement_7.review = 'PUBLISHED' OR statement_7.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?)) AND (claim_2.event_id IS NULL OR (EXISTS (SELECT 1
FROM event AS event_3
WHERE event_3.id = claim_2.event_id AND (event_3.review = 'PUBLISHED' OR event_3.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?)))
 LIMIT 1 OFFSET ?))), (SELECT ('{"id":' || ('"Means:' || CAST(means_1.id AS VARCHAR) || '"') || '}') AS anon_18
FROM means AS means_1
WHERE means_1.id = ? AND (EXISTS (SELECT 1
FROM claim AS claim_3
WHERE claim_3.id = means_1.claim_id AND (EXISTS (SELECT 1
FROM statement AS statement_8
WHERE statement_8.id = claim_3.statement_id AND (statement_8.review = 'PUBLISHED' OR statement_8.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?)) AND (claim_3.event_id IS NULL OR (EXISTS (SELECT 1
FROM event AS event_4
WHERE event_4.id = claim_3.event_id AND (event_4.review = 'PUBLISHED' OR event_4.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?)))
 LIMIT 1 OFFSET ?))), (SELECT ('{"id":' || ('"Event:' || CAST(event_5.id AS VARCHAR) || '"') || '}') AS anon_19
FROM event AS event_5
WHERE event_5.id = ? AND (event_5.review = 'PUBLISHED' OR event_5.review = 'WITHDRAWN')), (SELECT ('{"id":' || ('"Participation:' || CAST(participation_1.id AS VARCHAR) || '"') || '}') AS anon_20
FROM participation AS participation_1
WHERE participation_1.id = ? AND (EXISTS (SELECT 1
FROM claim AS claim_4
WHERE claim_4.id = participation_1.claim_id AND (EXISTS (SELECT 1
FROM statement AS statement_9
WHERE statement_9.id = claim_4.statement_id AND (statement_9.review = 'PUBLISHED' OR statement_9.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?)) AND (claim_4.event_id IS NULL OR (EXISTS (SELECT 1
FROM event AS event_6
WHERE event_6.id = claim_4.event_id AND (event_6.review = 'PUBLISHED' OR event_6.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?)))
 LIMIT 1 OFFSET ?))), (SELECT ('{"id":' || ('"Setting:' || CAST(setting_1.id AS VARCHAR) || '"') || '}') AS anon_21
FROM setting AS setting_1
WHERE setting_1.id = ? AND (EXISTS (SELECT 1
FROM claim AS claim_5
WHERE claim_5.id = setting_1.claim_id AND (EXISTS (SELECT 1
FROM statement AS statement_10
WHERE statement_10.id = claim_5.statement_id AND (statement_10.review = 'PUBLISHED' OR statement_10.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?)) AND (claim_5.event_id IS NULL OR (EXISTS (SELECT 1
FROM event AS event_7
WHERE event_7.id = claim_5.event_id AND (event_7.review = 'PUBLISHED' OR event_7.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?)))
 LIMIT 1 OFFSET ?))), 'null') || '}') AS anon_1
