SELECT ('{"node":' || coalesce((SELECT ('{"id":' || ('"Side:' || CAST(side_1.id AS VARCHAR) || '"') || ',"name":' || json_quote(side_1.name) || '}') AS anon_2
FROM side AS side_1
WHERE side_1.id = ? AND (EXISTS (SELECT 1
FROM event AS event_1
WHERE event_1.id = side_1.conflict_id AND (+event_1.review = 'PUBLISHED' OR +event_1.review = 'WITHDRAWN')
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
WHERE mention_1.id = ? AND (mention_1.statement_review IS NULL OR +mention_1.statement_review = 'PUBLISHED' OR +mention_1.statement_review = 'WITHDRAWN')), (SELECT ('{"id":' || ('"Statement:' || CAST(statement_1.id AS VARCHAR) || '"') || '}') AS anon_12
FROM statement AS statement_1
WHERE statement_1.id = ? AND (+statement_1.review = 'PUBLISHED' OR +statement_1.review = 'WITHDRAWN')), (SELECT ('{"id":' || ('"Appearance:' || CAST(appearance_1.id AS VARCHAR) || '"') || '}') AS anon_13
FROM appearance AS appearance_1
WHERE appearance_1.id = ? AND (EXISTS (SELECT 1
FROM statement AS statement_2
WHERE statement_2.id = appearance_1.statement_id AND (+statement_2.review = 'PUBLISHED' OR +statement_2.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?))), (SELECT ('{"id":' || ('"Attribution:' || CAST(attribution_1.id AS VARCHAR) || '"') || '}') AS anon_14
FROM attribution AS attribution_1
WHERE attribution_1.id = ? AND (+attribution_1.statement_review = 'PUBLISHED' OR +attribution_1.statement_review = 'WITHDRAWN')), (SELECT ('{"id":' || ('"Insertion:' || CAST(insertion_1.id AS VARCHAR) || '"') || '}') AS anon_15
FROM insertion AS insertion_1
WHERE insertion_1.id = ? AND (EXISTS (SELECT 1
FROM appearance AS appearance_2
WHERE appearance_2.id = insertion_1.appearance_id AND (EXISTS (SELECT 1
FROM statement AS statement_3
WHERE statement_3.id = appearance_2.statement_id AND (+statement_3.review = 'PUBLISHED' OR +statement_3.review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?))
 LIMIT 1 OFFSET ?))), (SELECT ('{"id":' || ('"Claim:' || CAST(claim_1.id AS VARCHAR) || '"') || '}') AS anon_16
FROM claim AS claim_1
WHERE claim_1.id = ? AND (+claim_1.statement_review = 'PUBLISHED' OR +claim_1.statement_review = 'WITHDRAWN') AND (claim_1.event_review IS NULL OR +claim_1.event_review = 'PUBLISHED' OR +claim_1.event_review = 'WITHDRAWN')), (SELECT ('{"id":' || ('"Figure:' || CAST(figure_1.id AS VARCHAR) || '"') || '}') AS anon_17
FROM figure AS figure_1
WHERE figure_1.id = ? AND (EXISTS (SELECT 1
FROM claim AS claim_2
WHERE claim_2.id = figure_1.claim_id AND (+claim_2.statement_review = 'PUBLISHED' OR +claim_2.statement_review = 'WITHDRAWN') AND (claim_2.event_review IS NULL OR +claim_2.event_review = 'PUBLISHED' OR +claim_2.event_review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?))), (SELECT ('{"id":' || ('"Means:' || CAST(means_1.id AS VARCHAR) || '"') || '}') AS anon_18
FROM means AS means_1
WHERE means_1.id = ? AND (EXISTS (SELECT 1
FROM claim AS claim_3
WHERE claim_3.id = means_1.claim_id AND (+claim_3.statement_review = 'PUBLISHED' OR +claim_3.statement_review = 'WITHDRAWN') AND (claim_3.event_review IS NULL OR +claim_3.event_review = 'PUBLISHED' OR +claim_3.event_review = 'WITHDRAWN')
 LIMIT 1 OFFSET ?))), (SELECT ('{"id":' || ('"Event:' || CAST(event_2.id AS VARCHAR) || '"') || '}') AS anon_19
FROM event AS event_2
WHERE event_2.id = ? AND (+event_2.review = 'PUBLISHED' OR +event_2.review = 'WITHDRAWN')), (SELECT ('{"id":' || ('"Participation:' || CAST(participation_1.id AS VARCHAR) || '"') || '}') AS anon_20
FROM participation AS participation_1
WHERE participation_1.id = ? AND (+participation_1.statement_review = 'PUBLISHED' OR +participation_1.statement_review = 'WITHDRAWN') AND (participation_1.event_review IS NULL OR +participation_1.event_review = 'PUBLISHED' OR +participation_1.event_review = 'WITHDRAWN')), (SELECT ('{"id":' || ('"Setting:' || CAST(setting_1.id AS VARCHAR) || '"') || '}') AS anon_21
FROM setting AS setting_1
WHERE setting_1.id = ? AND (+setting_1.statement_review = 'PUBLISHED' OR +setting_1.statement_review = 'WITHDRAWN') AND (setting_1.event_review IS NULL OR +setting_1.event_review = 'PUBLISHED' OR +setting_1.event_review = 'WITHDRAWN')), 'null') || '}') AS anon_1
