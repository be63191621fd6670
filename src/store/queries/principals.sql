-- Each principal, by unique id: a role made anew under its old name is another one.
SELECT
  principal_arn, principal_type, account_id, unique_id,
  bool_or(service_linked) AS service_linked,
  any_value(permission_set) AS permission_set,
  bool_or(policy_holder) AS policy_holder,
  sum(count)::BIGINT AS events,
  sum(CASE WHEN authorization_state = 'denied' THEN count ELSE 0 END)::BIGINT AS denied_events,
  min(first_seen) AS first_seen,
  max(last_seen) AS last_seen
FROM selected
WHERE applicable
GROUP BY principal_arn, principal_type, account_id, unique_id
ORDER BY principal_arn, principal_type, account_id, last_seen DESC, first_seen DESC, unique_id;
