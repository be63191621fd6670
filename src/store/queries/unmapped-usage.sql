SELECT principal_arn, principal_type, account_id, unique_id, event_source, event_name, sum(count)::BIGINT AS count
FROM selected
WHERE unmapped
GROUP BY ALL
ORDER BY ALL;
