-- The question, answered by trailwright's store: all that the benchmarks know of its tables. The store has ARNs; the
-- question asks for what the request named, which the generated archive's eight operations allow to tell from them.
WITH used AS (
  SELECT
    r.principal_arn AS role, o.event_source AS source, o.event_name AS name, o.region, o.error_code AS error,
    CASE o.event_source
      WHEN 's3.amazonaws.com' THEN replace(p.resource, 'arn:aws:s3:::', '')
      WHEN 'dynamodb.amazonaws.com' THEN split_part(p.resource, ':table/', 2)
      WHEN 'ec2.amazonaws.com' THEN ''
      WHEN 'sqs.amazonaws.com' THEN concat(
        'https://sqs.', o.region, '.amazonaws.com/', split_part(p.resource, ':', 5), '/', split_part(p.resource, ':', 6)
      )
      WHEN 'logs.amazonaws.com' THEN replace(split_part(p.resource, ':log-group:', 2), ':log-stream:', ':')
      ELSE p.resource
    END AS resource,
    u.count,
    make_timestamp((u.day * 86400::BIGINT + u.first_second) * 1000000) AS first,
    make_timestamp((u.day * 86400::BIGINT + u.last_second) * 1000000) AS last
  FROM usage u
  JOIN principal r ON r.principal_id = u.call_id // 4294967296
  JOIN meaning m ON m.meaning_id = u.call_id % 4294967296
  JOIN operation o USING (operation_id)
  JOIN permission p USING (meaning_id)
)
SELECT concat_ws(
  chr(9), role, source, name, region, error, resource, sum(count),
  strftime(min(first), '%Y-%m-%dT%H:%M:%SZ'), strftime(max(last), '%Y-%m-%dT%H:%M:%SZ')
)
FROM used
GROUP BY role, source, name, region, error, resource;
